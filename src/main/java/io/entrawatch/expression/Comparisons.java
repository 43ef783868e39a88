// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import io.entrawatch.expression.FunctionTable.Typing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** {@code ==}, {@code <} and the like, and {@code IN}. */
final class Comparisons {
  static final Map<String, Typing> FUNCTIONS =
      Map.of(
          "==", (name, arguments) -> compare(name, arguments, order -> order == 0),
          "!=", (name, arguments) -> compare(name, arguments, order -> order != 0),
          "<", (name, arguments) -> compare(name, arguments, order -> order < 0),
          "<=", (name, arguments) -> compare(name, arguments, order -> order <= 0),
          ">", (name, arguments) -> compare(name, arguments, order -> order > 0),
          ">=", (name, arguments) -> compare(name, arguments, order -> order >= 0),
          "in", Comparisons::in);

  /** Beside the literal null there is never a value to compare. */
  private static final Comparator<Object> NOTHING_TO_COMPARE = Comparator.comparing(any -> 0);

  private Comparisons() {}

  private static Expression compare(String name, List<Expression> arguments, IntPredicate wanted)
      throws TypeMismatch {
    List<Expression> sides = alike(name, arguments);
    for (int side = 0; side < 2; side++) {
      Expression truth = sides.get(1 - side);
      boolean constant = truth.equals(Literal.TRUE) || truth.equals(Literal.FALSE);
      if (constant && sides.get(side) instanceof Call condition) {
        // As in the engine, where a function's truth compared with a constant is the function's.
        boolean same = name.equals("==") == truth.equals(Literal.TRUE);
        return same ? condition : FunctionTable.call("not", List.of(condition));
      }
    }
    Comparator<Object> order = order(name, sides.get(0).type(), sides.get(1).type());
    return new Call(
        name,
        sides,
        ValueType.BOOLEAN,
        Evaluator.two((left, right) -> wanted.test(order.compare(left, right))));
  }

  /**
   * Three-valued: null if the value is not found and the list has a null, or multi-values alone. A
   * multi-value beside others equals nothing.
   */
  private static Expression in(String name, List<Expression> arguments) throws TypeMismatch {
    List<Expression> open = withoutOthers(arguments);
    if (open.size() == 2) {
      return FunctionTable.call("==", open);
    }
    Expression value = arguments.get(0);
    List<Expression> converted = new ArrayList<>(List.of(value));
    List<Comparator<Object>> orders = new ArrayList<>();
    for (Expression each : arguments.subList(1, arguments.size())) {
      Expression candidate = alike(name, List.of(value, each)).get(1);
      orders.add(order("==", value.type(), candidate.type()));
      converted.add(candidate);
    }
    return new Call(
        name,
        converted,
        ValueType.BOOLEAN,
        (all, row) -> {
          List<?> wanted = all.get(0).evaluate(row);
          if (wanted.size() != 1) {
            return List.of();
          }
          boolean unknown = false;
          int several = 0;
          for (int i = 1; i < all.size(); i++) {
            List<?> candidate = all.get(i).evaluate(row);
            if (candidate.isEmpty()) {
              unknown = true;
            } else if (candidate.size() > 1) {
              several++;
            } else if (orders.get(i - 1).compare(wanted.get(0), candidate.get(0)) == 0) {
              return List.of(true);
            }
          }
          return unknown || several == all.size() - 1 ? List.of() : List.of(false);
        });
  }

  /** As in the engine, a constant value is compared with constants before anything is asked. */
  private static List<Expression> withoutOthers(List<Expression> arguments) throws TypeMismatch {
    Expression value = arguments.get(0);
    List<Expression> open = new ArrayList<>(List.of(value));
    for (Expression each : arguments.subList(1, arguments.size())) {
      boolean constant = value instanceof Literal && each instanceof Literal;
      Expression equal = constant ? FunctionTable.call("==", List.of(value, each)) : null;
      if (Literal.TRUE.equals(equal)) {
        return List.of(value, each);
      }
      if (!Literal.FALSE.equals(equal)) {
        open.add(each);
      }
    }
    return open.size() == 1 ? arguments : open;
  }

  /** A constant text takes the type of the other side, as a date, an address or a truth value. */
  private static List<Expression> alike(String name, List<Expression> sides) throws TypeMismatch {
    Expression left = sides.get(0);
    Expression right = sides.get(1);
    return List.of(
        Conversions.implicit(name, left, right.type()),
        Conversions.implicit(name, right, left.type()));
  }

  private static Comparator<Object> order(String name, ValueType left, ValueType right)
      throws TypeMismatch {
    if (left == ValueType.NULL || right == ValueType.NULL) {
      return NOTHING_TO_COMPARE;
    }
    boolean ordered = !name.equals("==") && !name.equals("!=");
    if (left.isTime()
        || right.isTime()
        || ordered && (left == ValueType.BOOLEAN || right == ValueType.BOOLEAN)) {
      throw mismatch(name, left, right);
    }
    if (left == right && left != ValueType.DOUBLE) {
      return left == ValueType.KEYWORD && !ordered
          ? (a, b) -> a.equals(b) ? 0 : 1
          : Values.order(left);
    }
    if (!left.isNumber() || !right.isNumber()) {
      throw mismatch(name, left, right);
    }
    if (left == ValueType.DOUBLE || right == ValueType.DOUBLE) {
      return (a, b) -> {
        double x = Values.toDouble(a);
        double y = Values.toDouble(b);
        return x == y ? 0 : Double.compare(x, y);
      };
    }
    return (a, b) -> Long.compare(((Number) a).longValue(), ((Number) b).longValue());
  }

  private static TypeMismatch mismatch(String name, ValueType left, ValueType right) {
    return new TypeMismatch(
        name + " cannot compare " + left.id() + " and " + right.id() + "; convert one of them");
  }
}
