// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import io.entrawatch.allow.AllowList;
import io.entrawatch.config.EnrichmentSettings;
import io.entrawatch.rule.Rule;
import io.entrawatch.sink.SafeText;
import io.entrawatch.source.DeadLetter.Reason;
import io.entrawatch.source.FileTallies;
import io.entrawatch.source.Shape;
import io.entrawatch.source.Split;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What became of a bounded run's input. */
final class Summary {
  /** A folder of thousands must not bury what else there is to say. */
  private static final int MOST_FILES = 20;

  private final List<Rule> rules;
  private final EnrichmentSettings enrichment;
  private final Map<String, Object> counts;

  /**
   * @param counts the job's accumulators
   */
  Summary(List<Rule> rules, EnrichmentSettings enrichment, Map<String, Object> counts) {
    this.rules = rules;
    this.enrichment = enrichment;
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
    line(
        text,
        "shapes",
        "ECS documents %,d, raw records %,d, Elastic Agent events %,d",
        Split.records(Shape.ECS),
        Split.records(Shape.RAW),
        Split.records(Shape.AGENT));
    files(text);
    for (Reason reason : Reason.values()) {
      if (count(Split.deadLetters(reason)) > 0) {
        line(text, "dead letters", reason.code() + " %,d", Split.deadLetters(reason));
      }
    }
    if (count(Split.records(Shape.RAW)) + count(Split.records(Shape.AGENT)) > 0) {
      enrichment.missing().ifPresent(what -> text.append("enrichment: ").append(what).append('\n'));
    }
    for (Rule rule : rules) {
      String id = rule.id();
      line(
          text,
          id,
          "relevant %,d: used %,d, duplicates %,d, late %,d; matches %,d, alerts %,d",
          id + ".relevant",
          id + ".used",
          id + ".duplicates",
          id + ".late",
          id + ".matches",
          id + ".alerts");
    }
    exceptions(text);
    return text.toString();
  }

  /** How many dead letters there were, lines and records. */
  long deadLetters() {
    return count(Split.DEAD_INPUTS) + count(Split.DEAD_RECORDS);
  }

  /** Whether the rule took any sign-in. */
  boolean concerned(Rule rule) {
    return count(rule.id() + ".relevant") > 0;
  }

  /** Where there are several, those with dead letters first. */
  private void files(StringBuilder text) {
    Map<String, FileTallies.Tally> tallies = tallies();
    if (tallies.size() < 2) {
      return;
    }
    Comparator<Map.Entry<String, FileTallies.Tally>> most =
        Comparator.comparingLong(entry -> -entry.getValue().deadLetters());
    tallies.entrySet().stream()
        .sorted(most.thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_FILES)
        .forEach(
            entry ->
                text.append(
                    "file %s: lines %,d, records %,d, dead letters %,d\n"
                        .formatted(
                            SafeText.visible(entry.getKey()),
                            entry.getValue().lines(),
                            entry.getValue().records(),
                            entry.getValue().deadLetters())));
    if (tallies.size() > MOST_FILES) {
      text.append("files: %,d more\n".formatted(tallies.size() - MOST_FILES));
    }
  }

  @SuppressWarnings("unchecked") // what Split registers under the name
  private Map<String, FileTallies.Tally> tallies() {
    return (Map<String, FileTallies.Tally>) counts.getOrDefault(Split.FILES, Map.of());
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
