// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.ConditionHit;
import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.alert.Period;
import io.entrawatch.alert.WindowOutcome;
import io.entrawatch.event.Event;
import io.entrawatch.rule.GateCondition;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The decision of what follows from a group's sign-ins and the windows in which they matched: a
 * pure function of sets, so that arrival has no say in it.
 */
final class Incident {
  private final Rule rule;
  private final int cap;
  private final SuppressionPeriods periods;
  private final GateCondition tally;

  Incident(Rule rule, AlertPolicy policy) {
    this.rule = rule;
    this.cap = policy.eventsPerWindow();
    this.periods = new SuppressionPeriods(rule, policy.period());
    this.tally = rule.tallyRule();
  }

  SuppressionPeriods periods() {
    return periods;
  }

  /** The window's spec, or null where the rule no longer has that reading. */
  WindowSpec spec(MatchingWindow window) {
    for (Map.Entry<Reading, WindowSpec> entry : rule.windows().entrySet()) {
      if (entry.getKey().id().equals(window.reading())) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** Every window, of all readings, that the sign-in falls into. */
  List<MatchingWindow> windowsOf(Event signIn) {
    List<MatchingWindow> all = new ArrayList<>();
    rule.windows()
        .forEach(
            (reading, spec) -> {
              long time = spec.timeOf(signIn);
              long last = spec.lastEnd(time);
              for (long end = spec.firstEnd(time); end <= last; end += spec.slide().toMillis()) {
                all.add(new MatchingWindow(reading.id(), end - spec.size().toMillis(), end));
              }
            });
    return all;
  }

  /** The window's first sign-ins, as many as are counted. */
  List<Event> members(MatchingWindow window, EventSnapshot kept) throws Exception {
    return kept.first(kept.in(window, spec(window)), cap);
  }

  /**
   * What comes of an open window now. Sign-ins are read only where one has come before the place at
   * which the pattern was found complete: one behind it does not move that place.
   *
   * @param before what was found when it was last asked
   */
  WindowOutcome outcome(MatchingWindow window, WindowOutcome before, EventSnapshot kept)
      throws Exception {
    WindowSpec spec = spec(window);
    EventOrderKey upTo =
        before.completed() == null || before.assumed()
            ? null
            : EventOrderKey.of(before.completed());
    if (before.completed() != null && !kept.isNews(window, spec, upTo)) {
      return before;
    }
    return evaluate(kept.in(window, spec), before.periods(), kept);
  }

  /**
   * Walks a window's sign-ins in their order, as far as the sign-in that completes the pattern.
   * Where the condition does not hold, a copy of a sign-in with a later ingest time had been taken
   * for another one.
   */
  private WindowOutcome evaluate(List<TimeBucket> cells, List<Period> periods, EventSnapshot kept)
      throws Exception {
    ConditionTracker pattern = new ConditionTracker(tally, rule.having().bounds().toList());
    Event[] last = {null};
    kept.walk(
        cells,
        signIn -> {
          last[0] = signIn;
          pattern.add(signIn);
          return pattern.completed() == null;
        });
    if (pattern.completed() != null) {
      return new WindowOutcome(
          false, pattern.completed(), pattern.clauses(), periods, false, false);
    }
    if (last[0] == null || !kept.isTruncated(cells)) {
      return WindowOutcome.open(periods);
    }
    ConditionHit assumed = ConditionHit.of(null, 0, last[0]);
    return new WindowOutcome(false, assumed, pattern.clauses(), periods, false, true);
  }

  /** The outcome of an open window with what is to be told of it besides. */
  WindowOutcome told(MatchingWindow window, WindowOutcome outcome, EventSnapshot kept) {
    List<TimeBucket> cells = kept.in(window, spec(window));
    return new WindowOutcome(
        false,
        outcome.completed(),
        outcome.clauses(),
        SuppressionPeriods.of(window, cells, periods.lengthOf(outcome)),
        kept.isTruncated(cells),
        outcome.assumed());
  }

  /**
   * The alerts that there are now.
   *
   * @param outcomes of every window that matches
   */
  List<AlertCandidate> claims(
      SortedMap<MatchingWindow, WindowOutcome> outcomes, EventSnapshot kept, long watermark) {
    Map<Period, List<MatchingWindow>> windowsOf = new TreeMap<>(SuppressionPeriods.ORDER);
    outcomes.forEach(
        (window, outcome) ->
            outcome
                .periods()
                .forEach(p -> windowsOf.computeIfAbsent(p, x -> new ArrayList<>()).add(window)));
    Map<Period, List<TimeBucket>> cellsOf = contributing(outcomes, kept);
    List<AlertCandidate> claims = new ArrayList<>();
    windowsOf.forEach(
        (period, windows) -> {
          List<TimeBucket> cells = cellsOf.getOrDefault(period, List.of());
          if (!cells.isEmpty()) {
            List<WindowOutcome> all = windows.stream().map(outcomes::get).toList();
            claims.add(claim(period, cells, windows, all, kept, watermark));
          }
        });
    return claims;
  }

  private AlertCandidate claim(
      Period period,
      List<TimeBucket> cells,
      List<MatchingWindow> windows,
      List<WindowOutcome> outcomes,
      EventSnapshot kept,
      long watermark) {
    long count = cells.stream().mapToLong(kept::count).sum();
    boolean truncated = count > cap || outcomes.stream().anyMatch(WindowOutcome::truncated);
    boolean closed =
        watermark >= periods.closesAt(period) && outcomes.stream().allMatch(WindowOutcome::settled);
    WindowOutcome first =
        outcomes.stream()
            .min(Comparator.comparing(WindowOutcome::completed, ConditionHit.ORDER))
            .orElseThrow();
    return new AlertCandidate(
        period, cells, (int) Math.min(count, cap), windows, first, closed, truncated);
  }

  private Map<Period, List<TimeBucket>> contributing(
      SortedMap<MatchingWindow, WindowOutcome> outcomes, EventSnapshot kept) {
    Map<Period, List<TimeBucket>> byPeriod = new HashMap<>();
    byLength(outcomes)
        .forEach(
            (length, windows) -> {
              if (length == 0) {
                windows.forEach(
                    window ->
                        outcomes
                            .get(window)
                            .periods()
                            .forEach(p -> byPeriod.put(p, kept.in(window, spec(window)))));
                return;
              }
              CoveredTime spans = spans(windows);
              for (TimeBucket cell : kept.cells()) {
                if (spans.hold(cell) && kept.count(cell) > 0) {
                  byPeriod
                      .computeIfAbsent(SuppressionPeriods.of(cell, length), p -> new ArrayList<>())
                      .add(cell);
                }
              }
            });
    return byPeriod;
  }

  /**
   * The windows, in their order, by how long periods were when they matched: several lengths for a
   * while after a restart with another one.
   */
  private Map<Long, List<MatchingWindow>> byLength(
      SortedMap<MatchingWindow, WindowOutcome> outcomes) {
    Map<Long, List<MatchingWindow>> byLength = new TreeMap<>();
    outcomes.forEach(
        (window, outcome) ->
            byLength
                .computeIfAbsent(periods.lengthOf(outcome), length -> new ArrayList<>())
                .add(window));
    return byLength;
  }

  private CoveredTime spans(Collection<MatchingWindow> inTheirOrder) {
    CoveredTime spans = new CoveredTime();
    inTheirOrder.forEach(window -> spans.add(window, spec(window)));
    return spans;
  }

  /**
   * The cells that can still be asked for: those that a window may take, and of the contributing
   * ones as many of each period, by slices of ingest time, as hold the sign-ins that an alert
   * counts and one more, to tell that there were more.
   *
   * @param matched what came of the windows that matched, in their order
   */
  Set<TimeBucket> needed(
      SortedMap<MatchingWindow, WindowOutcome> matched, EventSnapshot kept, long watermark) {
    Set<TimeBucket> needed = new HashSet<>();
    for (TimeBucket cell : kept.cells()) {
      if (periods.heldUntil(cell) > watermark) {
        needed.add(cell);
      }
    }
    byLength(matched).forEach((length, windows) -> addNeeded(needed, length, spans(windows), kept));
    return needed;
  }

  private void addNeeded(
      Set<TimeBucket> needed, long length, CoveredTime spans, EventSnapshot kept) {
    Map<Period, Integer> before = new HashMap<>();
    Map<Period, Integer> upTo = new HashMap<>();
    long slice = Long.MIN_VALUE;
    for (TimeBucket cell : kept.cells()) {
      if (cell.ingested() != slice) {
        slice = cell.ingested();
        before.putAll(upTo);
      }
      if (spans.hold(cell)) {
        Period period = length == 0 ? null : SuppressionPeriods.of(cell, length);
        if (period == null || before.getOrDefault(period, 0) <= cap) {
          needed.add(cell);
        }
        upTo.merge(period, kept.count(cell), (a, b) -> Math.min(a + b, cap + 1));
      }
    }
  }
}
