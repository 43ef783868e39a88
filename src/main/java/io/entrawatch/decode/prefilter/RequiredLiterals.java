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
 * What must stand in the bytes of a record before a rule can take its sign-in, each distinct set of
 * texts once however many rules share it.
 *
 * <p>A need counts if in every shape the field's text is the record's own, and if the text can be
 * spelled in one way only, but for {@code \\u} escapes. Of the needs that count, the one with the
 * longest texts is searched for, and the others where it is found.
 *
 * @param anchors one of them stands in the record
 * @param others and one of each of these
 */
record RequiredLiterals(List<Literal> anchors, List<List<Literal>> others) {
  private static final int LONGEST = 256;

  /** A text in ASCII; told from others by its letters. */
  record Literal(String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether it stands in the record; takes a nanosecond a byte. */
    boolean standsIn(byte[] record, int from, int to) {
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

  /** Of all rules; empty where of some rule nothing can be told. */
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
    List<List<Literal>> telling = new ArrayList<>();
    for (Need need : needs) {
      boolean verbatim = AzureMembers.isVerbatim(need.field());
      if (verbatim
          && !need.oneOf().isEmpty()
          && need.oneOf().stream().allMatch(RequiredLiterals::isPlain)) {
        telling.add(need.oneOf().stream().map(Literal::new).toList());
      }
    }
    telling.sort(Comparator.comparingInt(RequiredLiterals::shortest).reversed());
    if (telling.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new RequiredLiterals(telling.get(0), telling.subList(1, telling.size())));
  }

  /** Whether all of it stands in the record. */
  boolean standIn(byte[] record, int from, int to) {
    return anyStandsIn(anchors, record, from, to) && othersStandIn(record, from, to);
  }

  /** Whether the rest stands in the record, where an anchor does. */
  boolean othersStandIn(byte[] record, int from, int to) {
    for (List<Literal> other : others) {
      if (!anyStandsIn(other, record, from, to)) {
        return false;
      }
    }
    return true;
  }

  private static boolean anyStandsIn(List<Literal> literals, byte[] record, int from, int to) {
    for (Literal literal : literals) {
      if (literal.standsIn(record, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the anchors are long enough to be searched for with all others. */
  boolean areLong() {
    return shortest(anchors) >= LiteralSearch.SHORTEST;
  }

  private static int shortest(List<Literal> literals) {
    return literals.stream().mapToInt(literal -> literal.text().length()).min().orElse(0);
  }

  /**
   * Whether the text stands in JSON as it is: printable ASCII, nothing that may be escaped shortly,
   * no question mark (what half a surrogate pair becomes), and not so long that it may be cut.
   */
  private static boolean isPlain(String text) {
    return text.length() <= LONGEST
        && !text.isEmpty()
        && text.chars().allMatch(c -> c >= ' ' && c < 0x7F && "\"\\/?".indexOf(c) < 0);
  }
}
