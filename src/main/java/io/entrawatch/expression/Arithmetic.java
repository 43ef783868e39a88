// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import io.entrawatch.expression.FunctionTable.Typing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Numbers, and dates with amounts of time. What overflows or divides by zero is null. */
final class Arithmetic {
  static final Map<String, Typing> FUNCTIONS = new HashMap<>();

  static {
    FUNCTIONS.put("+", (name, a) -> sum(name, a, 1));
    FUNCTIONS.put("-", (name, a) -> sum(name, a, -1));
    FUNCTIONS.put("*", (name, a) -> binary(name, a, Math::multiplyExact, (x, y) -> x * y));
    FUNCTIONS.put("/", (name, a) -> binary(name, a, Arithmetic::divide, (x, y) -> x / y));
    FUNCTIONS.put("%", (name, a) -> binary(name, a, (x, y) -> x % y, (x, y) -> x % y));
    FUNCTIONS.put("neg", Arithmetic::negate);
    FUNCTIONS.put("abs", Arithmetic::abs);
    FUNCTIONS.put("round", Arithmetic::round);
    FUNCTIONS.put("ceil", (name, a) -> whole(name, a, Math::ceil));
    FUNCTIONS.put("floor", (name, a) -> whole(name, a, Math::floor));
    FUNCTIONS.put("sqrt", (name, a) -> real(name, a, x -> x < 0 ? Double.NaN : Math.sqrt(x)));
    FUNCTIONS.put("log10", (name, a) -> real(name, a, x -> x <= 0 ? Double.NaN : Math.log10(x)));
    FUNCTIONS.put("pow", Arithmetic::pow);
    FUNCTIONS.put("greatest", (name, a) -> extreme(name, a, 1));
    FUNCTIONS.put("least", (name, a) -> extreme(name, a, -1));
  }

  private Arithmetic() {}

  /** Of whole numbers; throws ArithmeticException where there is no result. */
  private interface Whole {
    long apply(long left, long right);
  }

  private static long divide(long left, long right) {
    return left == Long.MIN_VALUE && right == -1 ? Math.negateExact(left) : left / right;
  }

  private static Expression binary(
      String name, List<Expression> arguments, Whole whole, DoubleBinaryOperator real)
      throws TypeMismatch {
    for (Expression argument : arguments) {
      Arguments.number(name, argument);
    }
    ValueType type = wider(arguments.get(0).type(), arguments.get(1).type());
    return new Call(
        name,
        arguments,
        type,
        Evaluator.two(
            (left, right) -> {
              if (type == ValueType.DOUBLE) {
                return finite(real.applyAsDouble(Values.toDouble(left), Values.toDouble(right)));
              }
              return exact(type, whole, ((Number) left).longValue(), ((Number) right).longValue());
            }));
  }

  private static Object exact(ValueType type, Whole whole, long left, long right) {
    try {
      long result = whole.apply(left, right);
      if (type == ValueType.LONG) {
        return result;
      }
      return Math.toIntExact(result);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  static Object finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static ValueType wider(ValueType left, ValueType right) {
    if (left == ValueType.NULL || right == ValueType.NULL) {
      return left == ValueType.NULL ? right : left;
    }
    return left.compareTo(right) < 0 ? right : left;
  }

  /**
   * @param sign of the right side
   */
  private static Expression sum(String name, List<Expression> arguments, int sign)
      throws TypeMismatch {
    ValueType left = arguments.get(0).type();
    ValueType right = arguments.get(1).type();
    if (left == ValueType.DATETIME && right.isTime()) {
      return shifted(name, arguments, 0, 1, sign);
    }
    if (left.isTime() && right == ValueType.DATETIME && sign > 0) {
      return shifted(name, arguments, 1, 0, sign);
    }
    if (left.isTime() && left == right) {
      return amounts(arguments, sign);
    }
    return sign > 0
        ? binary(name, arguments, Math::addExact, Double::sum)
        : binary(name, arguments, Math::subtractExact, (x, y) -> x - y);
  }

  private static Expression shifted(
      String name, List<Expression> arguments, int date, int amount, int sign) throws TypeMismatch {
    Object by = Arguments.constant(name, arguments.get(amount));
    return new Call(
        name,
        arguments,
        ValueType.DATETIME,
        (all, row) -> {
          List<?> values = all.get(date).evaluate(row);
          return values.size() == 1
              ? Evaluator.list(shift((Long) values.get(0), by, sign))
              : List.of();
        });
  }

  private static Object shift(long millis, Object by, int sign) {
    try {
      if (by instanceof Duration duration) {
        return Math.addExact(millis, Math.multiplyExact(duration.toMillis(), sign));
      }
      Period period = sign > 0 ? (Period) by : ((Period) by).negated();
      return Instant.ofEpochMilli(millis)
          .atZone(ZoneOffset.UTC)
          .plus(period)
          .toInstant()
          .toEpochMilli();
    } catch (ArithmeticException | java.time.DateTimeException e) {
      return null;
    }
  }

  private static Expression amounts(List<Expression> arguments, int sign) throws TypeMismatch {
    Object left = Arguments.constant("+", arguments.get(0));
    Object right = Arguments.constant("+", arguments.get(1));
    ValueType type = arguments.get(0).type();
    if (left instanceof Duration duration) {
      return new Literal(type, List.of(duration.plus(((Duration) right).multipliedBy(sign))));
    }
    return new Literal(type, List.of(((Period) left).plus(((Period) right).multipliedBy(sign))));
  }

  private static Expression negate(String name, List<Expression> arguments) throws TypeMismatch {
    Expression argument = arguments.get(0);
    if (argument instanceof Literal literal && literal.value() instanceof Duration duration) {
      return new Literal(literal.type(), List.of(duration.negated()));
    }
    if (argument instanceof Literal literal && literal.value() instanceof Period period) {
      return new Literal(literal.type(), List.of(period.negated()));
    }
    Arguments.number("-", argument);
    ValueType type = argument.type();
    return new Call(
        name,
        arguments,
        type,
        Evaluator.one(
            value ->
                type == ValueType.DOUBLE
                    ? -((Double) value)
                    : exact(type, Math::subtractExact, 0, ((Number) value).longValue())));
  }

  private static Expression abs(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    Arguments.number(name, arguments.get(0));
    ValueType type = arguments.get(0).type();
    return new Call(
        name,
        arguments,
        type,
        Evaluator.one(
            value -> {
              if (type == ValueType.DOUBLE) {
                return Math.abs((Double) value);
              }
              long number = ((Number) value).longValue();
              return exact(type, Math::multiplyExact, number, number < 0 ? -1 : 1);
            }));
  }

  /** Half away from zero, to so many decimals; the type stays. */
  private static Expression round(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 1, 2);
    Arguments.number(name, arguments.get(0));
    if (arguments.size() == 2) {
      Arguments.wholeNumber(name, arguments.get(1));
    }
    ValueType type = arguments.get(0).type();
    if (arguments.size() == 1 && type != ValueType.DOUBLE) {
      return arguments.get(0);
    }
    return new Call(
        name,
        arguments,
        type,
        Evaluator.many(
            values -> {
              long decimals = values.length == 1 ? 0 : ((Number) values[1]).longValue();
              return rounded(type, values[0], (int) Math.max(-400, Math.min(400, decimals)));
            }));
  }

  private static Object rounded(ValueType type, Object value, int decimals) {
    if (type == ValueType.DOUBLE) {
      return rounded((Double) value, decimals);
    }
    long number = ((Number) value).longValue();
    if (decimals >= 0) {
      return value;
    }
    if (String.valueOf(Math.abs(number)).length() <= -decimals) {
      return type == ValueType.LONG ? (Object) 0L : (Object) 0;
    }
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP);
    try {
      return type == ValueType.LONG ? (Object) rounded.longValueExact() : rounded.intValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** As the engine does it: what is lost in the multiplication is lost. */
  private static double rounded(double number, int decimals) {
    double scale = Math.pow(10, decimals);
    double scaled = Math.abs(number) * scale;
    if (!Double.isFinite(scaled) || scaled >= Long.MAX_VALUE) {
      return number;
    }
    return scale == 0 ? 0 : Math.signum(number) * Math.round(scaled) / scale;
  }

  /** Of a whole number it is the argument itself, with all of its values. */
  private static Expression whole(
      String name, List<Expression> arguments, DoubleUnaryOperator function) throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    Arguments.number(name, arguments.get(0));
    ValueType type = arguments.get(0).type();
    return type == ValueType.DOUBLE
        ? new Call(
            name, arguments, type, Evaluator.one(value -> function.applyAsDouble((Double) value)))
        : arguments.get(0);
  }

  private static Expression real(
      String name, List<Expression> arguments, DoubleUnaryOperator function) throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    Arguments.number(name, arguments.get(0));
    return new Call(
        name,
        arguments,
        ValueType.DOUBLE,
        Evaluator.one(value -> finite(function.applyAsDouble(Values.toDouble(value)))));
  }

  private static Expression pow(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 2, 2);
    Arguments.number(name, arguments.get(0));
    Arguments.number(name, arguments.get(1));
    return new Call(
        name,
        arguments,
        ValueType.DOUBLE,
        Evaluator.two((x, y) -> finite(Math.pow(Values.toDouble(x), Values.toDouble(y)))));
  }

  /** The greatest or least value of all arguments; null if one of them is null. */
  private static Expression extreme(String name, List<Expression> arguments, int sign)
      throws TypeMismatch {
    if (arguments.isEmpty()) {
      throw new TypeMismatch(name + " takes one argument at least");
    }
    List<Expression> promoted = Logic.promoted(arguments);
    ValueType type = Logic.common(name, promoted);
    if (type.isTime()) {
      throw new TypeMismatch(name + " does not take amounts of time");
    }
    var order = Values.order(type);
    return new Call(
        name,
        promoted,
        type,
        (all, row) -> {
          Object best = null;
          for (Expression argument : all) {
            List<?> values = argument.evaluate(row);
            if (values.isEmpty()) {
              return List.of();
            }
            for (Object value : values) {
              if (best == null || sign * order.compare(value, best) > 0) {
                best = value;
              }
            }
          }
          return List.of(best);
        });
  }
}
