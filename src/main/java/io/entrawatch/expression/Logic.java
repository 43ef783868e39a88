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
   * And, or: the deciding value if one argument has it, else null if one is null; null beside a
   * multi-value, whatever the other is. A constant that decides nothing and a repetition go, as in
   * the engine.
   *
   * @param decides true for or, false for and
   */
  private static Expression connective(String name, List<Expression> arguments, boolean decides)
      throws TypeMismatch {
    for (Expression argument : arguments) {
      Arguments.type(name, argument, ValueType.BOOLEAN);
    }
    if (arguments.contains(Literal.of(decides))) {
      return Literal.of(decides);
    }
    List<Expression> open =
        arguments.stream().filter(each -> !each.equals(Literal.of(!decides))).distinct().toList();
    if (open.size() <= 1) {
      return open.isEmpty() ? Literal.of(!decides) : open.get(0);
    }
    List<?> decided = List.of(decides);
    return new Call(
        name,
        open,
        ValueType.BOOLEAN,
        (all, row) -> {
          List<?> result = all.get(0).evaluate(row);
          for (int i = 1; i < all.size(); i++) {
            List<?> next = all.get(i).evaluate(row);
            if (result.size() > 1 || next.size() > 1) {
              result = List.of();
            } else if (result.equals(decided) || next.equals(decided)) {
              result = decided;
            } else if (result.isEmpty() || next.isEmpty()) {
              result = List.of();
            }
          }
          return result;
        });
  }

  private static Expression not(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.type(name, arguments.get(0), ValueType.BOOLEAN);
    if (arguments.get(0) instanceof Call inner && inner.name().equals("not")) {
      return inner.children().get(0);
    }
    return new Call(name, arguments, ValueType.BOOLEAN, Evaluator.one(value -> !((Boolean) value)));
  }

  static Expression isNull(String name, List<Expression> arguments, boolean wanted) {
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
    int conditions = arguments.size() / 2;
    List<Expression> promoted = promoted(arguments);
    List<Expression> results = new ArrayList<>();
    for (int i = 0; i < conditions; i++) {
      Expression condition = Conversions.implicit(name, promoted.get(2 * i), ValueType.BOOLEAN);
      Arguments.type(name, condition, ValueType.BOOLEAN);
      promoted.set(2 * i, condition);
      results.add(promoted.get(2 * i + 1));
    }
    if (arguments.size() % 2 == 1) {
      results.add(promoted.get(arguments.size() - 1));
    }
    ValueType type = common(name, results);
    List<Expression> open = withoutDecided(promoted);
    if (open.size() == 1) {
      return open.get(0).type() == type ? open.get(0) : new Literal(type, List.of());
    }
    return new Call(
        name,
        open,
        type,
        (all, row) -> {
          for (int i = 0; i < all.size() / 2; i++) {
            List<?> holds = all.get(2 * i).evaluate(row);
            if (holds.size() == 1 && (Boolean) holds.get(0)) {
              return all.get(2 * i + 1).evaluate(row);
            }
          }
          return all.size() % 2 == 1 ? all.get(all.size() - 1).evaluate(row) : List.of();
        });
  }

  /** Without the conditions that are constant; a value alone if they decide everything. */
  private static List<Expression> withoutDecided(List<Expression> arguments) {
    List<Expression> open = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      if (arguments.get(i).equals(Literal.TRUE)) {
        open.add(arguments.get(i + 1));
        return open;
      }
      if (!(arguments.get(i) instanceof Literal)) {
        open.add(arguments.get(i));
        open.add(arguments.get(i + 1));
      }
    }
    if (arguments.size() % 2 == 1) {
      open.add(arguments.get(arguments.size() - 1));
    }
    return open.isEmpty() ? List.of(Literal.NULL) : open;
  }

  private static Expression coalesce(String name, List<Expression> arguments) throws TypeMismatch {
    if (arguments.isEmpty()) {
      throw new TypeMismatch("coalesce takes one argument at least");
    }
    List<Expression> promoted = promoted(arguments);
    return new Call(
        name,
        promoted,
        common(name, promoted),
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

  /** Numbers as the type of the first one, where that is wider; as the engine does it. */
  static List<Expression> promoted(List<Expression> arguments) throws TypeMismatch {
    ValueType first = ValueType.NULL;
    List<Expression> promoted = new ArrayList<>();
    for (Expression argument : arguments) {
      boolean number = argument.type().isNumber();
      first = first == ValueType.NULL && number ? argument.type() : first;
      boolean narrower = number && argument.type().compareTo(first) < 0;
      promoted.add(narrower ? FunctionTable.call("to_" + first.id(), List.of(argument)) : argument);
    }
    return promoted;
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
