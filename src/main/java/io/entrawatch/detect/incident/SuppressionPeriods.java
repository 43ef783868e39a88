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
 * The periods of alerts, and how long periods and their windows are kept.
 *
 * @param length of a period; zero: each window is a period of its own
 */
record SuppressionPeriods(Rule rule, Duration length) {
  static final Comparator<Period> ORDER =
      Comparator.comparingLong(Period::start)
          .thenComparingLong(Period::end)
          .thenComparing(Period::reading);

  /** How long a closed alert is remembered after its end, in case it is opened again. */
  private static final Duration REOPEN = Duration.ofHours(24);

  private static final Duration LONGEST_SLICE = Duration.ofMinutes(1);

  /**
   * The longest time slice, in ms, of which all windows and periods are multiples. It is at most a
   * minute. So it is the same for all settings in whole minutes, and stored buckets stay valid
   * after a restart with other settings.
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
   * The periods of a window's buckets, in their order.
   *
   * @param length the period length when the window matched, ms
   */
  static List<Period> of(MatchingWindow window, Collection<TimeBucket> buckets, long length) {
    if (length == 0) {
      return List.of(new Period(window.start(), window.end(), window.reading()));
    }
    TreeSet<Period> periods = new TreeSet<>(ORDER);
    buckets.forEach(bucket -> periods.add(of(bucket, length)));
    return List.copyOf(periods);
  }

  /** The period of a bucket, if windows are not periods of their own. */
  static Period of(TimeBucket bucket, long length) {
    long start = Math.floorDiv(bucket.timestamp(), length) * length;
    return new Period(start, start + length, "");
  }

  /**
   * The initial periods of a window that has just matched: a single one, which records the current
   * period length.
   */
  List<Period> first(MatchingWindow window) {
    return of(window, List.of(new TimeBucket(window.start(), window.start())), length.toMillis());
  }

  /**
   * The period length, in ms, when the window matched. The window's alerts keep it, even if the job
   * is restored with another one.
   */
  long lengthOf(WindowOutcome outcome) {
    if (outcome.periods().isEmpty()) {
      return length.toMillis();
    }
    Period any = outcome.periods().get(0);
    return any.reading().isEmpty() ? any.end() - any.start() : 0;
  }

  /** The watermark at which the period's alert is final, if none of its windows is still open. */
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

  /** The watermark from which the period's alert is forgotten. */
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

  /** Whether the outcome of a window is no longer needed. */
  boolean isForgotten(WindowOutcome outcome, long watermark) {
    return outcome.periods().stream().allMatch(period -> forgottenAt(period) <= watermark);
  }

  /** The watermark from which no window of the rule can contain the bucket. */
  long heldUntil(TimeBucket bucket) {
    long until = Long.MIN_VALUE;
    for (WindowSpec spec : rule.windows().values()) {
      until = Math.max(until, spec.closesAt(spec.lastEnd(bucket.timeOf(spec))));
    }
    return until;
  }
}
