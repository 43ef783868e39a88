// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.backfill;

import io.entrawatch.alert.Alert;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Of which alerts a replay of a range has seen every sign-in. What the ends of the range cut
 * through looks final, because no more sign-ins come, and is not.
 *
 * @param wholeFrom from this time of arrival on nothing is missing, ms since the epoch; {@link
 *     Long#MIN_VALUE} where nothing was before
 * @param wholeTo up to this time of arrival nothing is missing, exclusive
 * @param askedFrom alerts whose period ends before or then were not asked for
 * @param askedTo alerts whose period begins then or later were not asked for
 * @param period of an alert, ms
 * @param before how long before the period's start sign-ins can matter to it, ms
 * @param after how long after the period's end sign-ins can come that matter to it, ms
 */
public record Coverage(
    long wholeFrom,
    long wholeTo,
    long askedFrom,
    long askedTo,
    long period,
    long before,
    long after)
    implements Serializable {

  /** What a replay may say of an alert. */
  enum Fate {
    /** All. */
    WHOLE,
    /** Only that it is there: more of it may lie beyond the ends. */
    CUT,
    /** Nothing, it lies outside. */
    NOT_ASKED
  }

  /** The longest that a window of the rules spans. */
  static Duration longestWindow(List<Rule> rules) {
    return longest(rules, spec -> spec.size().toMillis());
  }

  /** The longest that a window of the rules takes sign-ins, from its beginning on. */
  public static Duration longestOpen(List<Rule> rules) {
    return longest(rules, spec -> spec.size().plus(spec.lateness()).toMillis());
  }

  private static Duration longest(List<Rule> rules, ToLongFunction<WindowSpec> length) {
    return Duration.ofMillis(
        rules.stream()
            .map(rule -> rule.windows().values())
            .flatMap(Collection::stream)
            .mapToLong(length)
            .max()
            .orElse(0));
  }

  Fate of(Alert alert) {
    long start = alert.periodStart();
    long end = start + period;
    if (end <= askedFrom || start >= askedTo) {
      return Fate.NOT_ASKED;
    }
    return start - before >= wholeFrom && end + after <= wholeTo ? Fate.WHOLE : Fate.CUT;
  }
}
