// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.TallyRule;
import io.entrawatch.rule.WindowSpec;
import io.entrawatch.signin.SignIn;
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
  private final Periods periods;
  private final TallyRule tally;

  Incident(Rule rule, AlertPolicy policy) {
    this.rule = rule;
    this.cap = policy.signInsPerWindow();
    this.periods = new Periods(rule, policy.period());
    this.tally = rule.tallyRule();
  }

  Periods periods() {
    return periods;
  }

  /** The window's spec, or null where the rule no longer has that reading. */
  WindowSpec spec(Window window) {
    for (Map.Entry<Reading, WindowSpec> entry : rule.windows().entrySet()) {
      if (entry.getKey().id().equals(window.reading())) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** Every window, of all readings, that the sign-in falls into. */
  List<Window> windowsOf(SignIn signIn) {
    List<Window> all = new ArrayList<>();
    rule.windows()
        .forEach(
            (reading, spec) -> {
              long time = spec.timeOf(signIn);
              long last = spec.lastEnd(time);
              for (long end = spec.firstEnd(time); end <= last; end += spec.slide().toMillis()) {
                all.add(new Window(reading.id(), end - spec.size().toMillis(), end));
              }
            });
    return all;
  }

  /** The window's first sign-ins, as many as are counted. */
  List<SignIn> members(Window window, KeptView kept) throws Exception {
    return kept.first(kept.in(window, spec(window)), cap);
  }

  /**
   * What comes of an open window now. Sign-ins are read only where one has come before the place at
   * which the pattern was found complete: one behind it does not move that place.
   *
   * @param before what was found when it was last asked
   */
  Outcome outcome(Window window, Outcome before, KeptView kept) throws Exception {
    WindowSpec spec = spec(window);
    Position upTo =
        before.completed() == null || before.assumed() ? null : Position.of(before.completed());
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
  private Outcome evaluate(List<Cell> cells, List<Period> periods, KeptView kept) throws Exception {
    Pattern pattern = new Pattern(tally, rule.having().bounds().toList());
    SignIn[] last = {null};
    kept.walk(
        cells,
        signIn -> {
          last[0] = signIn;
          pattern.add(signIn);
          return pattern.completed() == null;
        });
    if (pattern.completed() != null) {
      return new Outcome(false, pattern.completed(), pattern.clauses(), periods, false, false);
    }
    if (last[0] == null || !kept.isTruncated(cells)) {
      return Outcome.open(periods);
    }
    Step assumed = Step.of(null, 0, last[0]);
    return new Outcome(false, assumed, pattern.clauses(), periods, false, true);
  }

  /** The outcome of an open window with what is to be told of it besides. */
  Outcome told(Window window, Outcome outcome, KeptView kept) {
    List<Cell> cells = kept.in(window, spec(window));
    return new Outcome(
        false,
        outcome.completed(),
        outcome.clauses(),
        Periods.of(window, cells, periods.lengthOf(outcome)),
        kept.isTruncated(cells),
        outcome.assumed());
  }

  /**
   * The alerts that there are now.
   *
   * @param outcomes of every window that matches
   */
  List<Claim> claims(SortedMap<Window, Outcome> outcomes, KeptView kept, long watermark) {
    Map<Period, List<Window>> windowsOf = new TreeMap<>(Periods.ORDER);
    outcomes.forEach(
        (window, outcome) ->
            outcome
                .periods()
                .forEach(p -> windowsOf.computeIfAbsent(p, x -> new ArrayList<>()).add(window)));
    Map<Period, List<Cell>> cellsOf = contributing(outcomes, kept);
    List<Claim> claims = new ArrayList<>();
    windowsOf.forEach(
        (period, windows) -> {
          List<Cell> cells = cellsOf.getOrDefault(period, List.of());
          if (!cells.isEmpty()) {
            List<Outcome> all = windows.stream().map(outcomes::get).toList();
            claims.add(claim(period, cells, windows, all, kept, watermark));
          }
        });
    return claims;
  }

  private Claim claim(
      Period period,
      List<Cell> cells,
      List<Window> windows,
      List<Outcome> outcomes,
      KeptView kept,
      long watermark) {
    long count = cells.stream().mapToLong(kept::count).sum();
    boolean truncated = count > cap || outcomes.stream().anyMatch(Outcome::truncated);
    boolean closed =
        watermark >= periods.closesAt(period) && outcomes.stream().allMatch(Outcome::settled);
    Outcome first =
        outcomes.stream().min(Comparator.comparing(Outcome::completed, Step.ORDER)).orElseThrow();
    return new Claim(period, cells, (int) Math.min(count, cap), windows, first, closed, truncated);
  }

  private Map<Period, List<Cell>> contributing(SortedMap<Window, Outcome> outcomes, KeptView kept) {
    Map<Period, List<Cell>> byPeriod = new HashMap<>();
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
              Spans spans = spans(windows);
              for (Cell cell : kept.cells()) {
                if (spans.hold(cell) && kept.count(cell) > 0) {
                  byPeriod
                      .computeIfAbsent(Periods.of(cell, length), p -> new ArrayList<>())
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
  private Map<Long, List<Window>> byLength(SortedMap<Window, Outcome> outcomes) {
    Map<Long, List<Window>> byLength = new TreeMap<>();
    outcomes.forEach(
        (window, outcome) ->
            byLength
                .computeIfAbsent(periods.lengthOf(outcome), length -> new ArrayList<>())
                .add(window));
    return byLength;
  }

  private Spans spans(Collection<Window> inTheirOrder) {
    Spans spans = new Spans();
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
  Set<Cell> needed(SortedMap<Window, Outcome> matched, KeptView kept, long watermark) {
    Set<Cell> needed = new HashSet<>();
    for (Cell cell : kept.cells()) {
      if (periods.heldUntil(cell) > watermark) {
        needed.add(cell);
      }
    }
    byLength(matched).forEach((length, windows) -> addNeeded(needed, length, spans(windows), kept));
    return needed;
  }

  private void addNeeded(Set<Cell> needed, long length, Spans spans, KeptView kept) {
    Map<Period, Integer> before = new HashMap<>();
    Map<Period, Integer> upTo = new HashMap<>();
    long slice = Long.MIN_VALUE;
    for (Cell cell : kept.cells()) {
      if (cell.ingested() != slice) {
        slice = cell.ingested();
        before.putAll(upTo);
      }
      if (spans.hold(cell)) {
        Period period = length == 0 ? null : Periods.of(cell, length);
        if (period == null || before.getOrDefault(period, 0) <= cap) {
          needed.add(cell);
        }
        upTo.merge(period, kept.count(cell), (a, b) -> Math.min(a + b, cap + 1));
      }
    }
  }
}
