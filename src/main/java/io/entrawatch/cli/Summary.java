// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import io.entrawatch.allow.AllowList;
import io.entrawatch.rule.Rule;
import io.entrawatch.source.DeadLetter.Reason;
import io.entrawatch.source.Split;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What became of a bounded run's input. */
final class Summary {
  private final List<Rule> rules;
  private final Map<String, Object> counts;

  /**
   * @param counts the job's accumulators
   */
  Summary(List<Rule> rules, Map<String, Object> counts) {
    this.rules = rules;
    this.counts = counts;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "lines",
        "%,d: with records %,d, empty batches %,d, dead letters %,d",
        Split.INPUTS,
        Split.OPENED,
        Split.EMPTY_BATCHES,
        Split.DEAD_INPUTS);
    line(
        text,
        "records",
        "%,d: other logs %,d, irrelevant %,d, relevant %,d, dead letters %,d",
        Split.RECORDS,
        Split.OTHER_LOGS,
        Split.IRRELEVANT,
        Split.RELEVANT,
        Split.DEAD_RECORDS);
    for (Reason reason : Reason.values()) {
      if (count(Split.deadLetters(reason)) > 0) {
        line(text, "dead letters", reason.code() + " %,d", Split.deadLetters(reason));
      }
    }
    for (Rule rule : rules) {
      String id = rule.id();
      line(
          text,
          id,
          "sign-ins %,d, duplicates %,d, late %,d, matches %,d, alerts %,d",
          id + ".used",
          id + ".duplicates",
          id + ".late",
          id + ".matches",
          id + ".alerts");
    }
    exceptions(text);
    return text.toString();
  }

  private void exceptions(StringBuilder text) {
    if (count(AllowList.SUPPRESSED) + count(AllowList.EXPIRED) == 0) {
      return;
    }
    line(
        text, "exceptions", "suppressed %,d, expired %,d", AllowList.SUPPRESSED, AllowList.EXPIRED);
    for (String name : new TreeSet<>(counts.keySet())) {
      if (AllowList.entryOf(name) != null) {
        line(text, "exceptions", AllowList.entryOf(name) + " %,d", name);
      }
    }
  }

  private void line(StringBuilder text, String label, String format, String... names) {
    Object[] numbers = List.of(names).stream().map(this::count).toArray();
    text.append(label).append(": ").append(format.formatted(numbers)).append('\n');
  }

  private long count(String name) {
    return counts.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
