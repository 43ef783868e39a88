// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.TallyRule;
import io.entrawatch.rule.WindowSpec;
import io.entrawatch.signin.SignIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The decision of what follows from a group's sign-ins and the windows in which they matched: a
 * pure function of sets, so that arrival has no say in it.
 */
final class Incident {
  private static final Comparator<Period> PERIOD_ORDER =
      Comparator.comparingLong(Period::start)
          .thenComparingLong(Period::end)
          .thenComparing(Period::reading);

  /** How long after its end a closed alert is remembered, in case it has to be opened again. */
  private static final Duration REOPEN = Duration.ofHours(24);

  private final Rule rule;
  private final AlertPolicy policy;
  private final TallyRule tally;

  Incident(Rule rule, AlertPolicy policy) {
    this.rule = rule;
    this.policy = policy;
    this.tally = rule.tallyRule();
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

  /** The sign-ins of the window among those of the group. */
  List<SignIn> members(Window window, List<SignIn> signIns) {
    WindowSpec spec = spec(window);
    List<SignIn> members = new ArrayList<>();
    for (SignIn signIn : signIns) {
      if (contains(window, spec, signIn)) {
        members.add(signIn);
      }
    }
    return members;
  }

  /**
   * Walks a window's sign-ins in their order, as far as the sign-in that completes the pattern.
   *
   * @param signIns the group's, in their order
   * @param truncated whether some of the window's sign-ins were not kept; then the condition is
   *     known to hold, even if those that were kept don't show it
   * @return empty where the condition does not hold: a copy of a sign-in with a later ingest time
   *     had been taken for another one
   */
  Optional<Outcome> evaluate(Window window, List<SignIn> signIns, boolean truncated) {
    WindowSpec spec = spec(window);
    Pattern pattern = new Pattern(tally, rule.having().bounds().toList());
    PeriodsSeen periods = new PeriodsSeen();
    SignIn last = null;
    for (SignIn signIn : signIns) {
      if (contains(window, spec, signIn)) {
        last = signIn;
        pattern.add(signIn);
        periods.add(window, signIn);
      }
    }
    Step completed = pattern.completed();
    if (completed == null && truncated && last != null) {
      completed = Step.of(null, 0, last);
    }
    return completed == null
        ? Optional.empty()
        : Optional.of(new Outcome(true, completed, pattern.clauses(), periods.sorted(), truncated));
  }

  private static boolean contains(Window window, WindowSpec spec, SignIn signIn) {
    long time = spec.timeOf(signIn);
    return window.start() <= time && time < window.end();
  }

  /** The periods of sign-ins that are mostly of one. */
  private final class PeriodsSeen {
    private final TreeSet<Period> seen = new TreeSet<>(PERIOD_ORDER);
    private Period last;

    void add(Window window, SignIn signIn) {
      if (policy.period().isZero()) {
        last = new Period(window.start(), window.end(), window.reading());
        seen.add(last);
      } else if (last == null
          || signIn.timestamp() < last.start()
          || signIn.timestamp() >= last.end()) {
        last = period(signIn);
        seen.add(last);
      }
    }

    List<Period> sorted() {
      return List.copyOf(seen);
    }
  }

  /** The period that a sign-in belongs to, where windows don't make alerts of their own. */
  private Period period(SignIn signIn) {
    long length = policy.period().toMillis();
    long start = Math.floorDiv(signIn.timestamp(), length) * length;
    return new Period(start, start + length, "");
  }

  /**
   * All that can be said now.
   *
   * @param signIns the group's, in their order
   * @param outcomes of every window that matches, in the order of the windows
   * @param openWindows those of them that still take sign-ins
   */
  List<AlertContent> alerts(
      List<SignIn> signIns,
      Map<Window, Outcome> outcomes,
      Set<Window> openWindows,
      long watermark) {
    Map<Period, List<Window>> windowsOf = new TreeMap<>(PERIOD_ORDER);
    outcomes.forEach(
        (window, outcome) ->
            outcome
                .periods()
                .forEach(p -> windowsOf.computeIfAbsent(p, x -> new ArrayList<>()).add(window)));
    Map<Period, List<SignIn>> signInsOf = contributing(signIns, windowsOf, outcomes.keySet());
    List<AlertContent> contents = new ArrayList<>();
    windowsOf.forEach(
        (period, windows) -> {
          List<SignIn> all = signInsOf.getOrDefault(period, List.of());
          Optional<AlertContent> content = content(period, windows, all, outcomes);
          boolean over =
              watermark >= closesAt(period) && windows.stream().noneMatch(openWindows::contains);
          content.map(c -> over ? closed(c) : c).ifPresent(contents::add);
        });
    return contents;
  }

  private static AlertContent closed(AlertContent c) {
    return new AlertContent(c.period(), c.signIns(), c.windows(), c.first(), true, c.truncated());
  }

  private Optional<AlertContent> content(
      Period period, List<Window> windows, List<SignIn> all, Map<Window, Outcome> outcomes) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int cap = policy.signInsPerWindow();
    List<SignIn> kept = all.subList(0, Math.min(cap, all.size()));
    boolean truncated =
        all.size() > cap || windows.stream().anyMatch(w -> outcomes.get(w).truncated());
    Outcome first =
        windows.stream()
            .map(outcomes::get)
            .min(Comparator.comparing(Outcome::completed, Step.ORDER))
            .orElseThrow();
    return Optional.of(new AlertContent(period, kept, windows, first, false, truncated));
  }

  private Map<Period, List<SignIn>> contributing(
      List<SignIn> signIns, Map<Period, List<Window>> windowsOf, Set<Window> matched) {
    Map<Period, List<SignIn>> byPeriod = new HashMap<>();
    if (policy.period().isZero()) {
      windowsOf.forEach(
          (period, windows) -> byPeriod.put(period, members(windows.get(0), signIns)));
      return byPeriod;
    }
    Spans spans = spans(matched);
    for (SignIn signIn : signIns) {
      if (spans.hold(signIn)) {
        byPeriod.computeIfAbsent(period(signIn), p -> new ArrayList<>()).add(signIn);
      }
    }
    return byPeriod;
  }

  private Spans spans(Collection<Window> inTheirOrder) {
    Spans spans = new Spans();
    inTheirOrder.forEach(window -> spans.add(window, spec(window)));
    return spans;
  }

  /** The watermark at which the period's alert is final, if none of its windows is open then. */
  long closesAt(Period period) {
    if (!period.reading().isEmpty()) {
      return Long.MIN_VALUE;
    }
    long longest =
        rule.windows().values().stream()
            .mapToLong(spec -> spec.size().plus(spec.lateness()).toMillis())
            .max()
            .orElse(0);
    return period.end() - 1 + longest;
  }

  /** The watermark from which on the period's alert is forgotten. */
  long forgottenAt(Period period) {
    return period.reading().isEmpty() ? closesAt(period) + REOPEN.toMillis() : period.end();
  }

  boolean isForgotten(Outcome outcome, long watermark) {
    return outcome.periods().stream().allMatch(period -> forgottenAt(period) <= watermark);
  }

  /** The watermark from which on no window of the rule takes the sign-in. */
  long heldUntil(SignIn signIn) {
    return rule.heldUntil(signIn);
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

  /**
   * The uids of the sign-ins that can still be asked for: those that a window may take, and of the
   * contributing ones as many of each period as an alert counts, and one more to tell that there
   * were more.
   *
   * @param signIns in their order
   * @param matched the windows that matched
   */
  Set<String> needed(List<SignIn> signIns, List<Window> matched, long watermark) {
    Set<String> needed = new HashSet<>();
    Map<Period, Integer> kept = new HashMap<>();
    Spans spans = spans(matched);
    for (SignIn signIn : signIns) {
      boolean needs = heldUntil(signIn) > watermark;
      if (spans.hold(signIn)) {
        needs |=
            policy.period().isZero()
                || kept.merge(period(signIn), 1, Integer::sum) <= policy.signInsPerWindow() + 1;
      }
      if (needs) {
        needed.add(signIn.uid());
      }
    }
    return needed;
  }
}
