// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import io.entrawatch.expression.Aggregate;
import io.entrawatch.expression.Call;
import io.entrawatch.expression.Column;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.Literal;
import io.entrawatch.expression.ValueType;
import io.entrawatch.language.esql.Plan.Stats;
import java.util.List;
import java.util.Set;

/**
 * What becomes of a value over the columns of STATS while a group takes more and more events. Of
 * conditions, rising means that they may become true and then stay so.
 */
enum Growth {
  CONSTANT,
  RISING,
  FALLING,
  UNKNOWN;

  /** Functions of one number that keep its order. */
  private static final Set<String> KEEP_ORDER =
      Set.of("to_long", "to_double", "to_integer", "floor", "ceil", "round", "sqrt", "log10");

  static Growth of(Expression expression, Stats stats) {
    if (expression instanceof Literal) {
      return CONSTANT;
    }
    if (expression instanceof Column column) {
      return ofColumn(column.index(), stats);
    }
    Call call = (Call) expression;
    List<Expression> parts = call.children();
    return switch (call.name()) {
      case "and", "or" -> parts.stream().map(p -> of(p, stats)).reduce(CONSTANT, Growth::joined);
      case "not" -> of(parts.get(0), stats).negated();
      case ">", ">=" -> compared(parts.get(0), parts.get(1), stats);
      case "<", "<=" -> compared(parts.get(1), parts.get(0), stats);
      case "is not null" ->
          isFilled(parts.get(0), stats) ? RISING : constantOrUnknown(parts, stats);
      case "is null" -> isFilled(parts.get(0), stats) ? FALLING : constantOrUnknown(parts, stats);
      case "+" -> joined(of(parts.get(0), stats), of(parts.get(1), stats));
      case "-" -> joined(of(parts.get(0), stats), of(parts.get(1), stats).negated());
      case "neg" -> of(parts.get(0), stats).negated();
      case "*" -> product(parts, stats);
      case "/" ->
          isPositive(parts.get(1)) ? of(parts.get(0), stats) : constantOrUnknown(parts, stats);
      case "date_diff" -> joined(of(parts.get(2), stats), of(parts.get(1), stats).negated());
      case "mv_count" -> isValues(parts.get(0), stats) ? RISING : constantOrUnknown(parts, stats);
      default ->
          KEEP_ORDER.contains(call.name())
              ? joined(
                  of(parts.get(0), stats), constantOrUnknown(parts.subList(1, parts.size()), stats))
              : constantOrUnknown(parts, stats);
    };
  }

  private static Growth ofColumn(int index, Stats stats) {
    if (index >= stats.aggregates().size()) {
      return CONSTANT;
    }
    Aggregate aggregate = stats.aggregates().get(index);
    return switch (aggregate.name()) {
      case "count", "max" -> RISING;
      case "count_distinct" ->
          aggregate.filter() == null && stats.keys().contains(aggregate.arguments().get(0))
              ? CONSTANT
              : RISING;
      case "min" -> FALLING;
      case "sum" -> isNeverNegative(aggregate.arguments().get(0)) ? RISING : UNKNOWN;
      default -> UNKNOWN;
    };
  }

  /** Whether a number is 0 or more, whatever the event is. */
  static boolean isNeverNegative(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value() == null
          || literal.value() instanceof Number number && number.doubleValue() >= 0;
    }
    if (!(expression instanceof Call call)) {
      return false;
    }
    return switch (call.name()) {
      case "length", "mv_count", "abs", "locate" -> true;
      case "case" -> results(call).stream().allMatch(Growth::isNeverNegative);
      case "coalesce" -> call.children().stream().allMatch(Growth::isNeverNegative);
      default -> false;
    };
  }

  /** The values that a CASE can have. */
  static List<Expression> results(Call call) {
    List<Expression> all = call.children();
    List<Expression> results = new java.util.ArrayList<>();
    for (int i = 1; i < all.size(); i += 2) {
      results.add(all.get(i));
    }
    if (all.size() % 2 == 1) {
      results.add(all.get(all.size() - 1));
    }
    return results;
  }

  private static boolean isPositive(Expression expression) {
    return expression instanceof Literal literal
        && literal.value() instanceof Number number
        && number.doubleValue() > 0;
  }

  private static Growth product(List<Expression> parts, Stats stats) {
    if (isPositive(parts.get(1))) {
      return of(parts.get(0), stats);
    }
    return isPositive(parts.get(0)) ? of(parts.get(1), stats) : constantOrUnknown(parts, stats);
  }

  /** Of {@code left >= right}. */
  private static Growth compared(Expression left, Expression right, Stats stats) {
    return joined(of(left, stats), of(right, stats).negated());
  }

  /** Whether it is null without values and never null again once there is one. */
  private static boolean isFilled(Expression expression, Stats stats) {
    if (!(expression instanceof Column column) || column.index() >= stats.aggregates().size()) {
      return false;
    }
    Aggregate aggregate = stats.aggregates().get(column.index());
    return Set.of("min", "max", "values").contains(aggregate.name())
        || aggregate.name().equals("sum") && aggregate.type() == ValueType.DOUBLE;
  }

  private static boolean isValues(Expression expression, Stats stats) {
    return expression instanceof Column column
        && column.index() < stats.aggregates().size()
        && stats.aggregates().get(column.index()).name().equals("values");
  }

  private static Growth constantOrUnknown(List<Expression> parts, Stats stats) {
    return parts.stream().allMatch(p -> of(p, stats) == CONSTANT) ? CONSTANT : UNKNOWN;
  }

  private Growth negated() {
    return switch (this) {
      case RISING -> FALLING;
      case FALLING -> RISING;
      default -> this;
    };
  }

  private static Growth joined(Growth a, Growth b) {
    if (a == CONSTANT || a == b) {
      return b;
    }
    return b == CONSTANT ? a : UNKNOWN;
  }
}
