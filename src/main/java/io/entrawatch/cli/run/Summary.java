// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.EnrichmentSettings;
import io.entrawatch.exceptions.ExceptionList;
import io.entrawatch.rule.Rule;
import io.entrawatch.sink.SafeText;
import io.entrawatch.source.DeadLetterCounts;
import io.entrawatch.source.FileCounts;
import io.entrawatch.source.RouteFunction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** What became of a bounded run's input. */
public final class Summary {
  /** A folder of thousands must not bury what else there is to say. */
  private static final int MOST_FILES = 20;

  private static final int MOST_LOGS = 20;

  private static final String EXPECTED =
      "expected are sign-ins of Microsoft Entra ID as JSON, see docs/input.md";

  /** So many sign-ins tell whether session ids are there. */
  private static final long ENOUGH_SIGN_INS = 1_000;

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
        RouteFunction.INPUTS,
        RouteFunction.OPENED,
        RouteFunction.EMPTY_BATCHES,
        RouteFunction.DEAD_INPUTS);
    line(
        text,
        "records",
        "%,d: other logs %,d, irrelevant %,d, relevant %,d, dead letters %,d",
        RouteFunction.RECORDS,
        RouteFunction.OTHER_LOGS,
        RouteFunction.IRRELEVANT,
        RouteFunction.RELEVANT,
        RouteFunction.DEAD_RECORDS);
    line(
        text,
        "shapes",
        "ECS documents %,d, raw records %,d, Elastic Agent events %,d",
        RouteFunction.records(Shape.ECS),
        RouteFunction.records(Shape.RAW),
        RouteFunction.records(Shape.AGENT));
    files(text);
    for (Reason reason : Reason.values()) {
      if (count(RouteFunction.deadLetters(reason)) > 0) {
        line(text, "dead letters", reason.code() + " %,d", RouteFunction.deadLetters(reason));
      }
    }
    if (count(RouteFunction.records(Shape.ECS))
        < count(RouteFunction.RECORDS) - count(RouteFunction.DEAD_RECORDS)) {
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
    more(text);
    warnings(text);
    return text.toString();
  }

  /** What was added to the counts later; programs read the lines above. */
  private void more(StringBuilder text) {
    line(
        text,
        "flat exports",
        "Log Analytics rows %,d, Graph API objects %,d",
        RouteFunction.records(Shape.LOG_ANALYTICS),
        RouteFunction.records(Shape.GRAPH));
    text.append(
        "sign-ins: %,d: with a session id %,d\n"
            .formatted(count(RouteFunction.SIGN_INS), withSession()));
    line(text, "ignored values", "%,d", RouteFunction.IGNORED_VALUES);
    List<String> logs = otherLogs();
    logs.stream()
        .limit(MOST_LOGS)
        .forEach(log -> line(text, "other log " + log, "%,d", RouteFunction.otherLogs(log)));
    if (logs.size() > MOST_LOGS) {
      text.append("other logs: %,d more\n".formatted(logs.size() - MOST_LOGS));
    }
  }

  /** Of the sign-ins that a glance settles it is an estimate, which may be some too many. */
  private long withSession() {
    return Math.min(count(RouteFunction.WITH_SESSION), count(RouteFunction.SIGN_INS));
  }

  /** The ones with most records first. */
  private List<String> otherLogs() {
    Comparator<String> most = Comparator.comparingLong(log -> -count(RouteFunction.otherLogs(log)));
    return counts.keySet().stream()
        .map(RouteFunction::otherLogOf)
        .filter(Objects::nonNull)
        .sorted(most.thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private void warnings(StringBuilder text) {
    long unrecognised = count(RouteFunction.deadLetters(Reason.UNRECOGNISED));
    if (unrecognised >= RouteFunction.MANY_UNRECOGNISED) {
      text.append(
          "warning: %,d records were not recognised and are dead letters; most of them: %s\n"
              .formatted(unrecognised, detail(Reason.UNRECOGNISED.code())));
    }
    long signIns = count(RouteFunction.SIGN_INS);
    if (signIns >= ENOUGH_SIGN_INS && count(RouteFunction.WITH_SESSION) * 100 < signIns) {
      text.append(
          "warning: under 1 % of the sign-ins have a session id; the rules group by it, see"
              + " bin/entrawatch doctor\n");
    }
  }

  /** What the most dead letters say whose reason begins like this, as it may be shown. */
  private String detail(String reason) {
    Comparator<Map.Entry<String, Long>> most = Map.Entry.comparingByValue();
    return details().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(reason))
        .max(most.thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(entry -> entry.getKey().split(DeadLetterCounts.SEPARATOR, 2)[1])
        .map(SafeText::visible)
        .orElse("no detail");
  }

  @SuppressWarnings("unchecked") // what Split registers under the name
  private Map<String, Long> details() {
    return (Map<String, Long>) counts.getOrDefault(RouteFunction.DETAILS, Map.of());
  }

  /** Why nothing at all could be read, with the remedy; empty if something could be. */
  public Optional<String> unreadable() {
    boolean nothing =
        count(RouteFunction.RECORDS) == count(RouteFunction.DEAD_RECORDS) && deadLetters() > 0;
    return nothing && count(RouteFunction.EMPTY_BATCHES) == 0
        ? Optional.of(
            "nothing in the input could be read, so that nothing was looked for; most of it: "
                + detail("")
                + "; "
                + EXPECTED)
        : Optional.empty();
  }

  /** How many dead letters there were, lines and records. */
  public long deadLetters() {
    return count(RouteFunction.DEAD_INPUTS) + count(RouteFunction.DEAD_RECORDS);
  }

  /** Whether the rule took any sign-in. */
  public boolean concerned(Rule rule) {
    return count(rule.id() + ".relevant") > 0;
  }

  /** Where there are several, those with dead letters first. */
  private void files(StringBuilder text) {
    Map<String, FileCounts.Tally> tallies = tallies();
    if (tallies.size() < 2) {
      return;
    }
    Comparator<Map.Entry<String, FileCounts.Tally>> most =
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
  private Map<String, FileCounts.Tally> tallies() {
    return (Map<String, FileCounts.Tally>) counts.getOrDefault(RouteFunction.FILES, Map.of());
  }

  private void exceptions(StringBuilder text) {
    if (count(ExceptionList.SUPPRESSED) + count(ExceptionList.EXPIRED) == 0) {
      return;
    }
    line(
        text,
        "exceptions",
        "suppressed %,d, expired %,d",
        ExceptionList.SUPPRESSED,
        ExceptionList.EXPIRED);
    for (String name : new TreeSet<>(counts.keySet())) {
      if (ExceptionList.entryOf(name) != null) {
        line(text, "exceptions", ExceptionList.entryOf(name) + " %,d", name);
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
