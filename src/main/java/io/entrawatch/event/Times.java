// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How every moment is written: UTC, always three digits of milliseconds. */
public final class Times {
  /** The first millisecond of the year 0: no time of a sign-in lies before it. */
  public static final long FIRST = -62_167_219_200_000L;

  /** The last millisecond of the year 9999: no time of a sign-in lies after it. */
  public static final long LAST = 253_402_300_799_999L;

  private static final long MILLIS_PER_DAY = 86_400_000L;

  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** The moment {@code epochMillis}, for example {@code 2026-01-31T23:59:59.000Z}. */
  public static String iso(long epochMillis) {
    if (epochMillis < FIRST || epochMillis > LAST) {
      return ISO_MILLIS.format(Instant.ofEpochMilli(epochMillis));
    }
    // Two of these a sign-in in state: a formatter takes ten times as long.
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, MILLIS_PER_DAY));
    int millis = (int) Math.floorMod(epochMillis, MILLIS_PER_DAY);
    byte[] text = {
      0, 0, 0, 0, '-', 0, 0, '-', 0, 0, 'T', 0, 0, ':', 0, 0, ':', 0, 0, '.', 0, 0, 0, 'Z'
    };
    digits(text, 0, 4, date.getYear());
    digits(text, 5, 7, date.getMonthValue());
    digits(text, 8, 10, date.getDayOfMonth());
    digits(text, 11, 13, millis / 3_600_000);
    digits(text, 14, 16, millis / 60_000 % 60);
    digits(text, 17, 19, millis / 1000 % 60);
    digits(text, 20, 23, millis % 1000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] text, int from, int to, int number) {
    for (int at = to - 1, rest = number; at >= from; at--, rest /= 10) {
      text[at] = (byte) ('0' + rest % 10);
    }
  }
}
