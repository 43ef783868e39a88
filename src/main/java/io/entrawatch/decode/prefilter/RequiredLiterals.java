// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import io.entrawatch.decode.record.Relevance.Need;
import io.entrawatch.decode.shape.AzureMembers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The texts that must be in the bytes of a record before a rule can match it. Rules with the same
 * texts share one instance.
 *
 * <p>A need is usable under two conditions. In every shape the field's text must come unchanged
 * from the record. And there must be only one way to spell the text, apart from {@code \\u}
 * escapes. Of the usable needs, the one with the longest texts is searched for first. The others
 * are searched for only where it is found.
 *
 * @param anchors at least one of them is in the record
 * @param others of each of these lists, at least one text is in the record
 */
record RequiredLiterals(List<Literal> anchors, List<List<Literal>> others) {
  private static final int LONGEST = 256;

  /** An ASCII text. */
  record Literal(String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the record contains the text. Takes about one nanosecond a byte. */
    boolean isIn(byte[] record, int from, int to) {
      byte[] wanted = bytes();
      for (int at = from; at <= to - wanted.length; at++) {
        if (record[at] == wanted[0]
            && Arrays.equals(record, at, at + wanted.length, wanted, 0, wanted.length)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The literals of all rules; empty if some rule has no usable need. */
  static Set<RequiredLiterals> of(List<List<Need>> rules) {
    Set<RequiredLiterals> all = new LinkedHashSet<>();
    for (List<Need> needs : rules) {
      Optional<RequiredLiterals> ofRule = ofRule(needs);
      if (ofRule.isEmpty()) {
        return Set.of();
      }
      all.add(ofRule.get());
    }
    return all;
  }

  private static Optional<RequiredLiterals> ofRule(List<Need> needs) {
    List<List<Literal>> usable = new ArrayList<>();
    for (Need need : needs) {
      boolean verbatim = AzureMembers.isVerbatim(need.field());
      if (verbatim
          && !need.oneOf().isEmpty()
          && need.oneOf().stream().allMatch(RequiredLiterals::isPlain)) {
        usable.add(need.oneOf().stream().map(Literal::new).toList());
      }
    }
    usable.sort(Comparator.comparingInt(RequiredLiterals::shortest).reversed());
    if (usable.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new RequiredLiterals(usable.get(0), usable.subList(1, usable.size())));
  }

  /** Whether the record contains an anchor and one text of each other list. */
  boolean areIn(byte[] record, int from, int to) {
    return anyIsIn(anchors, record, from, to) && othersAreIn(record, from, to);
  }

  /** Whether the record contains one text of each other list. */
  boolean othersAreIn(byte[] record, int from, int to) {
    for (List<Literal> other : others) {
      if (!anyIsIn(other, record, from, to)) {
        return false;
      }
    }
    return true;
  }

  private static boolean anyIsIn(List<Literal> literals, byte[] record, int from, int to) {
    for (Literal literal : literals) {
      if (literal.isIn(record, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the anchors are long enough for {@link LiteralSearch}. */
  boolean areLong() {
    return shortest(anchors) >= LiteralSearch.SHORTEST;
  }

  private static int shortest(List<Literal> literals) {
    return literals.stream().mapToInt(literal -> literal.text().length()).min().orElse(0);
  }

  /**
   * Whether JSON has the text unchanged. It must be printable ASCII without characters that have a
   * short escape. It must not have a question mark, which replaces half a surrogate pair. And it
   * must not be so long that it may be cut.
   */
  private static boolean isPlain(String text) {
    return text.length() <= LONGEST
        && !text.isEmpty()
        && text.chars().allMatch(c -> c >= ' ' && c < 0x7F && "\"\\/?".indexOf(c) < 0);
  }
}
