// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import com.google.common.net.InetAddresses;
import io.entrawatch.event.IpAddresses;
import io.entrawatch.event.TimeParser;
import io.entrawatch.event.Times;
import io.entrawatch.expression.FunctionTable.Typing;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From one type to another. What cannot be converted is null. */
final class Conversions {
  static final Map<String, Typing> FUNCTIONS = new HashMap<>();

  private static final Map<String, ValueType> TYPES =
      Map.ofEntries(
          Map.entry("string", ValueType.KEYWORD),
          Map.entry("keyword", ValueType.KEYWORD),
          Map.entry("long", ValueType.LONG),
          Map.entry("integer", ValueType.INTEGER),
          Map.entry("int", ValueType.INTEGER),
          Map.entry("double", ValueType.DOUBLE),
          Map.entry("dbl", ValueType.DOUBLE),
          Map.entry("boolean", ValueType.BOOLEAN),
          Map.entry("bool", ValueType.BOOLEAN),
          Map.entry("datetime", ValueType.DATETIME),
          Map.entry("dt", ValueType.DATETIME),
          Map.entry("ip", ValueType.IP));

  static {
    TYPES.forEach(
        (id, type) -> {
          FUNCTIONS.put("to_" + id, (name, arguments) -> converted(name, arguments, type));
          FUNCTIONS.put("::" + id, (name, arguments) -> converted(name, arguments, type));
        });
    FUNCTIONS.put("to_str", FUNCTIONS.get("to_string"));
    FUNCTIONS.remove("to_keyword");
  }

  private Conversions() {}

  private static Expression converted(String name, List<Expression> arguments, ValueType type)
      throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    Expression argument = arguments.get(0);
    ValueType from = argument.type();
    if (from == type) {
      return argument;
    }
    if (from.isTime()
        || type == ValueType.IP && from != ValueType.KEYWORD && from != ValueType.NULL
        || type == ValueType.DATETIME && (from == ValueType.IP || from == ValueType.BOOLEAN)
        || type.isNumber() && from == ValueType.IP
        || type == ValueType.BOOLEAN && (from == ValueType.IP || from == ValueType.DATETIME)) {
      throw new TypeMismatch(name + " does not take " + from.id());
    }
    return new Call(
        "to_" + type.id(), arguments, type, Evaluator.each(value -> convert(value, from, type)));
  }

  /** A constant text as the type that it stands beside. */
  static Expression implicit(String operator, Expression expression, ValueType beside)
      throws TypeMismatch {
    boolean text = expression instanceof Literal && expression.type() == ValueType.KEYWORD;
    if (!text
        || beside != ValueType.DATETIME && beside != ValueType.IP && beside != ValueType.BOOLEAN) {
      return expression;
    }
    List<?> values =
        ((Literal) expression)
            .values().stream().map(value -> convert(value, ValueType.KEYWORD, beside)).toList();
    if (values.contains(null)) {
      throw new TypeMismatch(operator + ": the text is no " + beside.id() + "; mend it");
    }
    return new Literal(beside, values);
  }

  private static Object convert(Object value, ValueType from, ValueType to) {
    try {
      return switch (to) {
        case KEYWORD -> from == ValueType.DATETIME ? Times.iso((Long) value) : value.toString();
        case LONG -> toLong(value);
        case INTEGER -> Math.toIntExact(toLong(value));
        case DOUBLE -> toDouble(value);
        case BOOLEAN -> toBoolean(value);
        case DATETIME -> toDatetime(value);
        case IP ->
            InetAddresses.isInetAddress((String) value)
                ? IpAddresses.canonical((String) value)
                : null;
        default -> null;
      };
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static long toLong(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof Double number) {
      return rounded(number);
    }
    if (value instanceof String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        return rounded(Double.parseDouble(text));
      }
    }
    return ((Number) value).longValue();
  }

  private static long rounded(double number) {
    if (!(number >= Long.MIN_VALUE && number <= Long.MAX_VALUE)) {
      throw new ArithmeticException("out of range");
    }
    return Math.round(number);
  }

  private static Object toDouble(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1.0 : 0.0;
    }
    double number =
        value instanceof String text ? Double.parseDouble(text) : Values.toDouble(value);
    return Arithmetic.finite(number);
  }

  private static boolean toBoolean(Object value) {
    if (value instanceof String text) {
      return Boolean.parseBoolean(text);
    }
    return Values.toDouble(value) != 0;
  }

  private static long toDatetime(Object value) {
    return value instanceof String text ? TimeParser.iso(text) : toLong(value);
  }
}
