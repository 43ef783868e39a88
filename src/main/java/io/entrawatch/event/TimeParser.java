// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads moments to the millisecond, in the years 0 to 9999. What is finer than a millisecond is
 * cut, not rounded; without a zone it is UTC. All methods return ms since the epoch and throw
 * {@link DateTimeException} on anything that is no moment.
 */
public final class TimeParser {
  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final int LONGEST_ISO = 64;

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:T(?:(\\d\\d)"
              + "(?::(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?)?(\\D.*)?)?)?)?)?");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern EPOCH_MILLIS = Pattern.compile("(-?\\d{1,15})(?:\\.(\\d{1,20}))?");

  /**
   * Azure's older notations, American order: on a 12-hour clock, perhaps with an offset, or on 24.
   */
  private static final DateTimeFormatter AMERICAN_12 = american("M/d/uuuu h:mm:ss a[ XXX]");

  private static final DateTimeFormatter AMERICAN_24 = american("M/d/uuuu H:mm:ss");

  private TimeParser() {}

  /**
   * As Elasticsearch's {@code strict_date_optional_time||epoch_millis}, the default of a date
   * field.
   */
  public static long isoOrEpochMillis(String text) {
    if (isPlainUtc(text)) {
      return plainUtc(text);
    }
    Matcher epoch = EPOCH_MILLIS.matcher(shortOnly(text));
    if (YEAR.matcher(text).matches() || !epoch.matches()) {
      return iso(text);
    }
    boolean belowZero = text.charAt(0) == '-' && epoch.group(2) != null;
    boolean hasFraction = belowZero && !epoch.group(2).chars().allMatch(c -> c == '0');
    return inRange(Long.parseLong(epoch.group(1)) - (hasFraction ? 1 : 0), text);
  }

  /** As Azure Monitor writes it: ISO 8601, or month first with slashes. */
  public static long azure(String text) {
    if (text.indexOf('/') < 0 || text.length() > LONGEST_ISO || text.indexOf('T') > 0) {
      return iso(text);
    }
    boolean halfDays = text.indexOf('M') > 0 || text.indexOf('m') > 0;
    TemporalAccessor parsed =
        (halfDays ? AMERICAN_12 : AMERICAN_24)
            .parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    OffsetDateTime moment =
        parsed instanceof LocalDateTime local
            ? local.atOffset(ZoneOffset.UTC)
            : (OffsetDateTime) parsed;
    return inRange(moment.toInstant().toEpochMilli(), text);
  }

  /** ISO 8601 from a year alone to nanoseconds, with or without an offset or zone. */
  public static long iso(String text) {
    return isPlainUtc(text) ? plainUtc(text) : anyIso(text);
  }

  /** Whether it is {@code yyyy-MM-ddTHH:mm:ss[.fraction]Z}, which nearly every record bears. */
  private static boolean isPlainUtc(String text) {
    int last = text.length() - 1;
    return last >= 19
        && last <= 29
        && text.charAt(last) == 'Z'
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && (last == 19 || (text.charAt(19) == '.' && last > 20));
  }

  private static long plainUtc(String text) {
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    int millis = fraction(text);
    boolean valid =
        month >= 1
            && month <= 12
            && day >= 1
            && day <= Month.of(month).length(Year.isLeap(year))
            && hour < 24
            && minute < 60
            && second < 60;
    if (!valid) {
      throw notAMoment(text);
    }
    long secondOfDay = hour * 3600L + minute * 60L + second;
    return LocalDate.of(year, month, day).toEpochDay() * MILLIS_PER_DAY
        + secondOfDay * 1000
        + millis;
  }

  private static int fraction(String text) {
    int last = text.length() - 1;
    int millis = 0;
    for (int at = 20, scale = 100; at < last; at++, scale /= 10) {
      millis += digits(text, at, at + 1) * scale;
    }
    return millis;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int at = from; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        throw notAMoment(text);
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static long anyIso(String text) {
    Matcher iso = ISO.matcher(shortOnly(text));
    if (!iso.matches()) {
      throw notAMoment(text);
    }
    String fraction = iso.group(7);
    LocalDateTime local =
        LocalDateTime.of(
            number(iso.group(1), 0),
            number(iso.group(2), 1),
            number(iso.group(3), 1),
            number(iso.group(4), 0),
            number(iso.group(5), 0),
            number(iso.group(6), 0),
            fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
    return inRange(local.atZone(zone(iso.group(8), text)).toInstant().toEpochMilli(), text);
  }

  private static ZoneId zone(String zone, String text) {
    if (zone == null) {
      return ZoneOffset.UTC;
    }
    if (zone.length() == 2) {
      throw notAMoment(text); // "+2": java.time takes it, Elasticsearch does not
    }
    return ZoneId.of(zone);
  }

  private static int number(String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static long inRange(long millis, String text) {
    if (millis < Times.FIRST || millis > Times.LAST) {
      throw new DateTimeException("not within the years 0 to 9999: '" + text + "'");
    }
    return millis;
  }

  private static String shortOnly(String text) {
    if (text.length() > LONGEST_ISO) {
      throw new DateTimeException("too long for a time: " + text.length() + " characters");
    }
    return text;
  }

  private static DateTimeException notAMoment(String text) {
    return new DateTimeException("not a time: '" + text + "'");
  }

  private static DateTimeFormatter american(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
