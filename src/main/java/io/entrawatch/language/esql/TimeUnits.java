// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;

/** ES|QL's units of time. */
final class TimeUnits {
  private TimeUnits() {}

  static boolean isUnit(String word) {
    return amount(1, word) != null;
  }

  /**
   * A {@link Duration} for units up to an hour, a {@link Period} for longer ones.
   *
   * @return null if the unit is none
   */
  static TemporalAmount amount(long number, String unit) {
    int count = (int) number;
    return switch (unit) {
      case "millisecond", "milliseconds", "ms" -> Duration.ofMillis(number);
      case "second", "seconds", "sec", "s" -> Duration.ofSeconds(number);
      case "minute", "minutes", "min", "m" -> Duration.ofMinutes(number);
      case "hour", "hours", "h" -> Duration.ofHours(number);
      case "day", "days", "d" -> Period.ofDays(count);
      case "week", "weeks", "w" -> Period.ofWeeks(count);
      case "month", "months", "mo" -> Period.ofMonths(count);
      case "quarter", "quarters", "q" -> Period.ofMonths(3 * count);
      case "year", "years", "yr", "y" -> Period.ofYears(count);
      default -> null;
    };
  }
}
