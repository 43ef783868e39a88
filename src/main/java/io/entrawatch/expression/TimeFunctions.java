// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import io.entrawatch.event.TimeParser;
import io.entrawatch.expression.FunctionTable.Typing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions of dates, in UTC. */
final class TimeFunctions {
  static final Map<String, Typing> FUNCTIONS = new HashMap<>();

  private static final Map<String, TemporalUnit> UNITS = new HashMap<>();

  static {
    FUNCTIONS.put("date_trunc", (name, a) -> truncated(name, a, 0, 1));
    FUNCTIONS.put("bucket", (name, a) -> truncated(name, a, 1, 0));
    FUNCTIONS.put("bin", (name, a) -> truncated(name, a, 1, 0));
    FUNCTIONS.put("date_diff", TimeFunctions::difference);
    FUNCTIONS.put("date_extract", TimeFunctions::extracted);
    FUNCTIONS.put("date_format", TimeFunctions::formatted);
    FUNCTIONS.put("date_parse", TimeFunctions::parsed);
    unit(ChronoUnit.YEARS, "year", "years", "yyyy", "yy");
    unit(IsoFields.QUARTER_YEARS, "quarter", "quarters", "qq", "q");
    unit(ChronoUnit.MONTHS, "month", "months", "mm", "m");
    unit(
        ChronoUnit.DAYS,
        "dayofyear",
        "dy",
        "y",
        "day",
        "days",
        "dd",
        "d",
        "weekday",
        "weekdays",
        "dw");
    unit(ChronoUnit.WEEKS, "week", "weeks", "wk", "ww");
    unit(ChronoUnit.HOURS, "hour", "hours", "hh");
    unit(ChronoUnit.MINUTES, "minute", "minutes", "mi", "n");
    unit(ChronoUnit.SECONDS, "second", "seconds", "ss", "s");
    unit(ChronoUnit.MILLIS, "millisecond", "milliseconds", "ms");
    unit(ChronoUnit.MICROS, "microsecond", "microseconds", "mcs");
    unit(ChronoUnit.NANOS, "nanosecond", "nanoseconds", "ns");
  }

  private TimeFunctions() {}

  private static void unit(TemporalUnit unit, String... names) {
    for (String name : names) {
      UNITS.put(name, unit);
    }
  }

  private static ZonedDateTime at(Object millis) {
    return Instant.ofEpochMilli((Long) millis).atZone(ZoneOffset.UTC);
  }

  /**
   * @param amount the index of the argument that says how long a bucket is
   * @param date the index of the argument that is put into one
   */
  private static Expression truncated(String name, List<Expression> arguments, int amount, int date)
      throws TypeMismatch {
    Arguments.count(name, arguments, 2, 2);
    Arguments.type(name, arguments.get(amount), ValueType.DATE_PERIOD, ValueType.TIME_DURATION);
    Expression time = Conversions.implicit(name, arguments.get(date), ValueType.DATETIME);
    Arguments.type(name, time, ValueType.DATETIME);
    Object span = Arguments.constant(name, arguments.get(amount));
    Evaluator.One start = start(name, span);
    return new Call(
        "date_trunc",
        List.of(arguments.get(amount), time),
        ValueType.DATETIME,
        (all, row) -> {
          List<?> values = all.get(1).evaluate(row);
          return values.size() == 1 ? Evaluator.list(start.apply(values.get(0))) : List.of();
        });
  }

  /** Gives the start of the bucket of a time. */
  private static Evaluator.One start(String name, Object span) throws TypeMismatch {
    if (span instanceof Duration duration && duration.toMillis() > 0) {
      return fixed(duration.toMillis());
    }
    if (span instanceof Period period && !period.isNegative() && !period.isZero()) {
      int days = period.getDays();
      long months = period.toTotalMonths();
      if (months == 0) {
        return days == 7
            ? millis ->
                at(millis)
                    .toLocalDate()
                    .with(java.time.DayOfWeek.MONDAY)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli()
            : fixed(Duration.ofDays(days).toMillis());
      }
      if (days == 0 && months < 12 && 12 % months == 0) {
        return millis -> firstOfMonths(at(millis).toLocalDate(), (int) months);
      }
      if (days == 0 && months % 12 == 0) {
        return millis -> firstOfYears(at(millis).getYear(), (int) (months / 12));
      }
    }
    throw new TypeMismatch(
        name
            + " takes an amount of time that is a day, a week, a month, a quarter, a year or shorter ones");
  }

  private static Evaluator.One fixed(long length) {
    return millis -> Math.floorDiv((Long) millis, length) * length;
  }

  private static long firstOfYears(int year, int years) {
    int first = Math.floorDiv(year - 1, years) * years + 1;
    return LocalDate.of(first, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static long firstOfMonths(LocalDate date, int months) {
    int month = date.getMonthValue() - 1;
    return date.withDayOfMonth(1)
        .minusMonths(month % months)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .toEpochMilli();
  }

  private static Expression difference(String name, List<Expression> arguments)
      throws TypeMismatch {
    Arguments.count(name, arguments, 3, 3);
    String part = Arguments.constantText(name, arguments.get(0));
    TemporalUnit unit = part == null ? null : UNITS.get(part.toLowerCase(Locale.ROOT));
    if (unit == null) {
      throw new TypeMismatch(name + " takes a unit such as \"minutes\" first");
    }
    Expression start = Conversions.implicit(name, arguments.get(1), ValueType.DATETIME);
    Expression end = Conversions.implicit(name, arguments.get(2), ValueType.DATETIME);
    Arguments.type(name, start, ValueType.DATETIME);
    Arguments.type(name, end, ValueType.DATETIME);
    return new Call(
        name,
        List.of(arguments.get(0), start, end),
        ValueType.INTEGER,
        Evaluator.many(values -> between(unit, values[1], values[2])));
  }

  private static Object between(TemporalUnit unit, Object start, Object end) {
    try {
      return Math.toIntExact(unit.between(at(start), at(end)));
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static Expression extracted(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 2, 2);
    String part = Arguments.constantText(name, arguments.get(0));
    Expression time = Conversions.implicit(name, arguments.get(1), ValueType.DATETIME);
    Arguments.type(name, time, ValueType.DATETIME);
    ChronoField field;
    try {
      field = ChronoField.valueOf(String.valueOf(part).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new TypeMismatch(name + " takes a part such as \"hour_of_day\" first");
    }
    return new Call(
        name,
        List.of(arguments.get(0), time),
        ValueType.LONG,
        Evaluator.two(
            (ignored, millis) -> at(millis).isSupported(field) ? at(millis).getLong(field) : null));
  }

  private static Expression formatted(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 2, 2);
    DateTimeFormatter format = format(name, arguments.get(0));
    Expression time = Conversions.implicit(name, arguments.get(1), ValueType.DATETIME);
    Arguments.type(name, time, ValueType.DATETIME);
    return new Call(
        name,
        List.of(arguments.get(0), time),
        ValueType.KEYWORD,
        Evaluator.two((ignored, millis) -> format.format(at(millis))));
  }

  private static Expression parsed(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    Arguments.text(name, arguments.get(0));
    return new Call(
        name,
        arguments,
        ValueType.DATETIME,
        Evaluator.one(
            text -> {
              try {
                return TimeParser.iso((String) text);
              } catch (DateTimeException e) {
                return null;
              }
            }));
  }

  private static DateTimeFormatter format(String name, Expression pattern) throws TypeMismatch {
    try {
      return DateTimeFormatter.ofPattern(
          String.valueOf(Arguments.constantText(name, pattern)), Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new TypeMismatch(name + " takes a pattern such as \"yyyy-MM-dd\" first");
    }
  }
}
