// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times are written for people: in UTC, the date where it is not the one already given. */
public final class DisplayTime {
  private static final DateTimeFormatter SECONDS = utc("HH:mm:ss");
  private static final DateTimeFormatter MINUTES = utc("HH:mm");
  private static final DateTimeFormatter DATE = utc("uuuu-MM-dd");

  private DisplayTime() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** {@code 2026-01-31}. */
  public static String date(Instant time) {
    return DATE.format(time);
  }

  /** {@code 10:05:00}, with the date before it where it is not that of {@code given}. */
  public static String seconds(Instant time, Instant given) {
    return sameDay(time, given)
        ? SECONDS.format(time)
        : DATE.format(time) + ' ' + SECONDS.format(time);
  }

  /** {@code 10:05}, with the date before it where it is not that of {@code given}. */
  public static String minutes(Instant time, Instant given) {
    return sameDay(time, given)
        ? MINUTES.format(time)
        : DATE.format(time) + ' ' + MINUTES.format(time);
  }

  private static boolean sameDay(Instant a, Instant b) {
    return b != null && day(a).equals(day(b));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /**
   * The two largest units: {@code 4 min 45 s}, {@code 2 h 5 min}; {@code 0 s} for less than one.
   */
  public static String length(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 0) {
      return "-" + length(duration.negated());
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? two(seconds / 60, "min", seconds % 60, "s")
        : seconds < 86_400
            ? two(seconds / 3600, "h", seconds / 60 % 60, "min")
            : two(seconds / 86_400, "d", seconds / 3600 % 24, "h");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
