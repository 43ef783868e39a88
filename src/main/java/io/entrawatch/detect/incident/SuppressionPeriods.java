// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.alert.Period;
import io.entrawatch.alert.WindowOutcome;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which periods there are, and how long they and their windows last.
 *
 * @param length of a period; zero: each window is one
 */
record SuppressionPeriods(Rule rule, Duration length) {
  static final Comparator<Period> ORDER =
      Comparator.comparingLong(Period::start)
          .thenComparingLong(Period::end)
          .thenComparing(Period::reading);

  /** How long after its end a closed alert is remembered, in case it has to be opened again. */
  private static final Duration REOPEN = Duration.ofHours(24);

  private static final Duration LONGEST_SLICE = Duration.ofMinutes(1);

  /**
   * The longest slice of time, in ms, of which all windows and periods are multiples; a minute at
   * most, so that it is the same under all settings in whole minutes: cells outlive a restart with
   * other ones.
   */
  long slice() {
    BigInteger common = BigInteger.valueOf(LONGEST_SLICE.toMillis());
    common = common.gcd(BigInteger.valueOf(length.toMillis()));
    for (WindowSpec spec : rule.windows().values()) {
      common = common.gcd(BigInteger.valueOf(spec.size().toMillis()));
      common = common.gcd(BigInteger.valueOf(spec.slide().toMillis()));
    }
    return common.longValueExact();
  }

  /**
   * The periods, in their order, that a window's cells lie in.
   *
   * @param length as it was when the window matched, ms
   */
  static List<Period> of(MatchingWindow window, Collection<TimeBucket> cells, long length) {
    if (length == 0) {
      return List.of(new Period(window.start(), window.end(), window.reading()));
    }
    TreeSet<Period> periods = new TreeSet<>(ORDER);
    cells.forEach(cell -> periods.add(of(cell, length)));
    return List.copyOf(periods);
  }

  /** The period that a cell lies in, where windows don't make alerts of their own. */
  static Period of(TimeBucket cell, long length) {
    long start = Math.floorDiv(cell.timestamp(), length) * length;
    return new Period(start, start + length, "");
  }

  /** Of a window that has just matched: one period tells how long they are now. */
  List<Period> first(MatchingWindow window) {
    return of(window, List.of(new TimeBucket(window.start(), window.start())), length.toMillis());
  }

  /**
   * How long the periods were, in ms, when the window matched. Its alerts keep to them, whatever
   * the job is restored with.
   */
  long lengthOf(WindowOutcome outcome) {
    if (outcome.periods().isEmpty()) {
      return length.toMillis();
    }
    Period any = outcome.periods().get(0);
    return any.reading().isEmpty() ? any.end() - any.start() : 0;
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
    if (period.reading().isEmpty()) {
      return closesAt(period) + REOPEN.toMillis();
    }
    long lateness =
        rule.windows().values().stream()
            .mapToLong(spec -> spec.lateness().toMillis())
            .max()
            .orElse(0);
    return period.end() + lateness;
  }

  /** Whether nobody asks any more for what came of a window. */
  boolean isForgotten(WindowOutcome outcome, long watermark) {
    return outcome.periods().stream().allMatch(period -> forgottenAt(period) <= watermark);
  }

  /** The watermark from which on no window of the rule takes a sign-in of the cell. */
  long heldUntil(TimeBucket cell) {
    long until = Long.MIN_VALUE;
    for (WindowSpec spec : rule.windows().values()) {
      until = Math.max(until, spec.closesAt(spec.lastEnd(cell.timeOf(spec))));
    }
    return until;
  }
}
