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
 * Computes alerts from a group's events and the windows in which they matched. All methods are pure
 * functions of these sets, so the order of arrival does not matter.
 */
final class Incident {
  private final Rule rule;
  private final int cap;
  private final SuppressionPeriods periods;
  private final GateCondition condition;

  Incident(Rule rule, AlertPolicy policy) {
    this.rule = rule;
    this.cap = policy.eventsPerWindow();
    this.periods = new SuppressionPeriods(rule, policy.period());
    this.condition = rule.tallyRule();
  }

  SuppressionPeriods periods() {
    return periods;
  }

  /** The window's spec; null if the rule no longer has its reading. */
  WindowSpec spec(MatchingWindow window) {
    for (Map.Entry<Reading, WindowSpec> entry : rule.windows().entrySet()) {
      if (entry.getKey().id().equals(window.reading())) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** All windows, of all readings, that contain the event. */
  List<MatchingWindow> windowsOf(Event event) {
    List<MatchingWindow> all = new ArrayList<>();
    rule.windows()
        .forEach(
            (reading, spec) -> {
              long time = spec.timeOf(event);
              long last = spec.lastEnd(time);
              for (long end = spec.firstEnd(time); end <= last; end += spec.slide().toMillis()) {
                all.add(new MatchingWindow(reading.id(), end - spec.size().toMillis(), end));
              }
            });
    return all;
  }

  /** The window's first events, as many as are counted. */
  List<Event> members(MatchingWindow window, EventSnapshot snapshot) throws Exception {
    return snapshot.first(snapshot.in(window, spec(window)), cap);
  }

  /**
   * The current outcome of an open window. Events are read only if one has changed at or before the
   * event that completed the pattern. Later events cannot change which event that is.
   *
   * @param before the outcome of the last evaluation
   */
  WindowOutcome outcome(MatchingWindow window, WindowOutcome before, EventSnapshot snapshot)
      throws Exception {
    WindowSpec spec = spec(window);
    EventOrderKey upTo =
        before.completed() == null || before.assumed()
            ? null
            : EventOrderKey.of(before.completed());
    if (before.completed() != null && !snapshot.hasChanged(window, spec, upTo)) {
      return before;
    }
    return evaluate(snapshot.in(window, spec), before.periods(), snapshot);
  }

  /**
   * Iterates over a window's events up to the one that completes the pattern. The condition may not
   * hold: then a match counted a later copy of an event as a separate event.
   */
  private WindowOutcome evaluate(
      List<TimeBucket> buckets, List<Period> periods, EventSnapshot snapshot) throws Exception {
    ConditionTracker tracker = new ConditionTracker(condition, rule.having().bounds().toList());
    Event[] last = {null};
    snapshot.forEachWhile(
        buckets,
        event -> {
          last[0] = event;
          tracker.add(event);
          return tracker.completed() == null;
        });
    if (tracker.completed() != null) {
      return new WindowOutcome(false, tracker.completed(), tracker.hits(), periods, false, false);
    }
    if (last[0] == null || !snapshot.isTruncated(buckets)) {
      return WindowOutcome.open(periods);
    }
    ConditionHit assumed = ConditionHit.of(null, 0, last[0]);
    return new WindowOutcome(false, assumed, tracker.hits(), periods, false, true);
  }

  /** The outcome of an open window, with its periods and whether events were dropped. */
  WindowOutcome withPeriods(MatchingWindow window, WindowOutcome outcome, EventSnapshot snapshot) {
    List<TimeBucket> buckets = snapshot.in(window, spec(window));
    return new WindowOutcome(
        false,
        outcome.completed(),
        outcome.clauses(),
        SuppressionPeriods.of(window, buckets, periods.lengthOf(outcome)),
        snapshot.isTruncated(buckets),
        outcome.assumed());
  }

  /**
   * The alerts at this watermark.
   *
   * @param outcomes of all matching windows
   */
  List<AlertCandidate> candidates(
      SortedMap<MatchingWindow, WindowOutcome> outcomes, EventSnapshot snapshot, long watermark) {
    Map<Period, List<MatchingWindow>> windowsOf = new TreeMap<>(SuppressionPeriods.ORDER);
    outcomes.forEach(
        (window, outcome) ->
            outcome
                .periods()
                .forEach(p -> windowsOf.computeIfAbsent(p, x -> new ArrayList<>()).add(window)));
    Map<Period, List<TimeBucket>> bucketsOf = contributing(outcomes, snapshot);
    List<AlertCandidate> candidates = new ArrayList<>();
    windowsOf.forEach(
        (period, windows) -> {
          List<TimeBucket> buckets = bucketsOf.getOrDefault(period, List.of());
          if (!buckets.isEmpty()) {
            List<WindowOutcome> all = windows.stream().map(outcomes::get).toList();
            candidates.add(candidate(period, buckets, windows, all, snapshot, watermark));
          }
        });
    return candidates;
  }

  private AlertCandidate candidate(
      Period period,
      List<TimeBucket> buckets,
      List<MatchingWindow> windows,
      List<WindowOutcome> outcomes,
      EventSnapshot snapshot,
      long watermark) {
    long count = buckets.stream().mapToLong(snapshot::count).sum();
    boolean truncated = count > cap || outcomes.stream().anyMatch(WindowOutcome::truncated);
    boolean closed =
        watermark >= periods.closesAt(period) && outcomes.stream().allMatch(WindowOutcome::settled);
    WindowOutcome first =
        outcomes.stream()
            .min(Comparator.comparing(WindowOutcome::completed, ConditionHit.ORDER))
            .orElseThrow();
    return new AlertCandidate(
        period, buckets, (int) Math.min(count, cap), windows, first, closed, truncated);
  }

  private Map<Period, List<TimeBucket>> contributing(
      SortedMap<MatchingWindow, WindowOutcome> outcomes, EventSnapshot snapshot) {
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
                            .forEach(p -> byPeriod.put(p, snapshot.in(window, spec(window)))));
                return;
              }
              CoveredTime spans = spans(windows);
              for (TimeBucket bucket : snapshot.buckets()) {
                if (spans.contains(bucket) && snapshot.count(bucket) > 0) {
                  byPeriod
                      .computeIfAbsent(
                          SuppressionPeriods.of(bucket, length), p -> new ArrayList<>())
                      .add(bucket);
                }
              }
            });
    return byPeriod;
  }

  /**
   * The windows, in their order, by the period length at the time of their match. After a restart
   * with another length there are several for a while.
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
   * The buckets that are still needed:
   *
   * <ul>
   *   <li>buckets that an open window can contain;
   *   <li>of the contributing buckets of each period, the first ones in ingest time that hold the
   *       events that an alert counts, and one event more. The extra event shows that there were
   *       more.
   * </ul>
   *
   * @param matched outcomes of the windows that matched, in their order
   */
  Set<TimeBucket> needed(
      SortedMap<MatchingWindow, WindowOutcome> matched, EventSnapshot snapshot, long watermark) {
    Set<TimeBucket> needed = new HashSet<>();
    for (TimeBucket bucket : snapshot.buckets()) {
      if (periods.heldUntil(bucket) > watermark) {
        needed.add(bucket);
      }
    }
    byLength(matched)
        .forEach((length, windows) -> addNeeded(needed, length, spans(windows), snapshot));
    return needed;
  }

  private void addNeeded(
      Set<TimeBucket> needed, long length, CoveredTime spans, EventSnapshot snapshot) {
    Map<Period, Integer> before = new HashMap<>();
    Map<Period, Integer> upTo = new HashMap<>();
    long slice = Long.MIN_VALUE;
    for (TimeBucket bucket : snapshot.buckets()) {
      if (bucket.ingested() != slice) {
        slice = bucket.ingested();
        before.putAll(upTo);
      }
      if (spans.contains(bucket)) {
        Period period = length == 0 ? null : SuppressionPeriods.of(bucket, length);
        if (period == null || before.getOrDefault(period, 0) <= cap) {
          needed.add(bucket);
        }
        upTo.merge(period, snapshot.count(bucket), (a, b) -> Math.min(a + b, cap + 1));
      }
    }
  }
}
