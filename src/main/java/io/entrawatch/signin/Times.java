// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How every moment is written: UTC, always three digits of milliseconds. */
public final class Times {
  /** The first millisecond of the year 0: no time of a sign-in lies before it. */
  public static final long FIRST = -62_167_219_200_000L;

  /** The last millisecond of the year 9999: no time of a sign-in lies after it. */
  public static final long LAST = 253_402_300_799_999L;

  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** The moment {@code epochMillis}, for example {@code 2026-01-31T23:59:59.000Z}. */
  public static String iso(long epochMillis) {
    return ISO_MILLIS.format(Instant.ofEpochMilli(epochMillis));
  }
}
