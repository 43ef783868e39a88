// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import io.entrawatch.expression.FunctionTable.Typing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three-valued logic, and what chooses between values. */
final class Logic {
  static final Map<String, Typing> FUNCTIONS =
      Map.of(
          "and", (name, arguments) -> connective(name, arguments, false),
          "or", (name, arguments) -> connective(name, arguments, true),
          "not", Logic::not,
          "is null", (name, arguments) -> isNull(name, arguments, true),
          "is not null", (name, arguments) -> isNull(name, arguments, false),
          "case", Logic::caseOf,
          "coalesce", Logic::coalesce);

  private Logic() {}

  /**
   * And, or: the deciding value if one argument has it, else null if one is null.
   *
   * @param decides true for or, false for and
   */
  private static Expression connective(String name, List<Expression> arguments, boolean decides)
      throws TypeMismatch {
    for (Expression argument : arguments) {
      Arguments.type(name, argument, ValueType.BOOLEAN);
    }
    List<?> decided = List.of(decides);
    List<?> otherwise = List.of(!decides);
    return new Call(
        name,
        arguments,
        ValueType.BOOLEAN,
        (all, row) -> {
          List<?> result = otherwise;
          for (Expression argument : all) {
            List<?> value = argument.evaluate(row);
            if (value.size() != 1) {
              result = List.of();
            } else if (value.get(0).equals(decides)) {
              return decided;
            }
          }
          return result;
        });
  }

  private static Expression not(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.type(name, arguments.get(0), ValueType.BOOLEAN);
    return new Call(name, arguments, ValueType.BOOLEAN, Evaluator.one(value -> !((Boolean) value)));
  }

  private static Expression isNull(String name, List<Expression> arguments, boolean wanted) {
    return new Call(
        name,
        arguments,
        ValueType.BOOLEAN,
        (all, row) -> List.of(all.get(0).evaluate(row).isEmpty() == wanted));
  }

  /** {@code CASE(condition, value, ..., otherwise)}. */
  private static Expression caseOf(String name, List<Expression> arguments) throws TypeMismatch {
    if (arguments.size() < 2) {
      throw new TypeMismatch("case takes a condition and a value at least");
    }
    List<Expression> results = new ArrayList<>();
    int conditions = arguments.size() / 2;
    for (int i = 0; i < conditions; i++) {
      Arguments.type(name, arguments.get(2 * i), ValueType.BOOLEAN);
      results.add(arguments.get(2 * i + 1));
    }
    if (arguments.size() % 2 == 1) {
      results.add(arguments.get(arguments.size() - 1));
    }
    return new Call(
        name,
        arguments,
        common(name, results),
        (all, row) -> {
          for (int i = 0; i < conditions; i++) {
            List<?> holds = all.get(2 * i).evaluate(row);
            if (holds.size() == 1 && (Boolean) holds.get(0)) {
              return all.get(2 * i + 1).evaluate(row);
            }
          }
          return all.size() % 2 == 1 ? all.get(all.size() - 1).evaluate(row) : List.of();
        });
  }

  private static Expression coalesce(String name, List<Expression> arguments) throws TypeMismatch {
    if (arguments.isEmpty()) {
      throw new TypeMismatch("coalesce takes one argument at least");
    }
    return new Call(
        name,
        arguments,
        common(name, arguments),
        (all, row) -> {
          for (Expression argument : all) {
            List<?> values = argument.evaluate(row);
            if (!values.isEmpty()) {
              return values;
            }
          }
          return List.of();
        });
  }

  /** The one type that all have, null aside. */
  static ValueType common(String name, List<Expression> expressions) throws TypeMismatch {
    ValueType type = ValueType.NULL;
    for (Expression expression : expressions) {
      if (type == ValueType.NULL) {
        type = expression.type();
      } else if (expression.type() != ValueType.NULL && expression.type() != type) {
        throw new TypeMismatch(
            name
                + " takes values of one type, not "
                + type.id()
                + " and "
                + expression.type().id()
                + "; convert one of them");
      }
    }
    return type;
  }
}
