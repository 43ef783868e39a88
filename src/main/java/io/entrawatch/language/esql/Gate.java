// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import io.entrawatch.expression.Call;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.FunctionTable;
import io.entrawatch.expression.Literal;
import io.entrawatch.expression.TypeMismatch;
import io.entrawatch.language.esql.Plan.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The part of a condition that only grows: the strongest condition that follows from it and, once
 * true, stays true while its window takes more events. A window need not be judged before it holds.
 */
public final class Gate {
  private static final Map<String, String> NEGATED =
      Map.of("==", "!=", "!=", "==", ">", "<=", "<=", ">", "<", ">=", ">=", "<");

  private Gate() {}

  /** Whether a match can be told the moment that it holds. */
  public static boolean isMonotone(Plan plan) {
    Growth growth = Growth.of(plan.condition(), plan.stats());
    return growth == Growth.CONSTANT || growth == Growth.RISING;
  }

  /** The gate of a plan with STATS; true where there is none. */
  public static Expression of(Plan plan) {
    return of(plan.condition(), true, plan.stats());
  }

  private static Expression of(Expression condition, boolean wanted, Stats stats) {
    if (!(condition instanceof Call call)) {
      return asIs(condition, wanted, stats);
    }
    List<Expression> parts = call.children();
    switch (call.name()) {
      case "and", "or":
        String joining = call.name().equals("and") == wanted ? "and" : "or";
        return call(joining, parts.stream().map(part -> of(part, wanted, stats)).toList());
      case "not":
        return of(parts.get(0), !wanted, stats);
      case "==", "!=":
        if (call.name().equals("==") == wanted) {
          return equal(call, stats);
        }
        break;
      default:
        break;
    }
    if (NEGATED.containsKey(call.name()) && isCase(parts)) {
      return cases(call, wanted, stats);
    }
    return asIs(condition, wanted, stats);
  }

  /** {@code a == b} gives {@code a >= b and a <= b}, as far as these only grow. */
  private static Expression equal(Call call, Stats stats) {
    if (Growth.of(call, stats) == Growth.CONSTANT) {
      return call;
    }
    if (isCase(call.children())) {
      return cases(call, true, stats);
    }
    if (!call.children().get(0).type().isNumber()) {
      return Literal.TRUE;
    }
    return call(
        "and",
        List.of(
            asIs(call(">=", call.children()), true, stats),
            asIs(call("<=", call.children()), true, stats)));
  }

  private static Expression asIs(Expression condition, boolean wanted, Stats stats) {
    Expression kept = condition;
    if (!wanted) {
      String negated = condition instanceof Call call ? NEGATED.get(call.name()) : null;
      kept =
          negated == null ? call("not", List.of(condition)) : call(negated, condition.children());
    }
    Growth growth = Growth.of(kept, stats);
    return growth == Growth.CONSTANT || growth == Growth.RISING ? kept : Literal.TRUE;
  }

  private static boolean isCase(List<Expression> sides) {
    return sides.get(0) instanceof Call call
        && call.name().equals("case")
        && sides.get(1) instanceof Literal;
  }

  /** One of the conditions whose value compares so; what comes before them is left out. */
  private static Expression cases(Call comparison, boolean wanted, Stats stats) {
    Call choice = (Call) comparison.children().get(0);
    List<Expression> all = choice.children();
    List<Expression> any = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 2) {
      boolean isElse = i + 1 == all.size();
      Expression value = all.get(isElse ? i : i + 1);
      Expression compared = call(comparison.name(), List.of(value, comparison.children().get(1)));
      Expression held = of(compared, wanted, stats);
      any.add(isElse ? held : call("and", List.of(of(all.get(i), true, stats), held)));
    }
    return call("or", any);
  }

  private static Expression call(String name, List<Expression> arguments) {
    try {
      return FunctionTable.call(name, arguments);
    } catch (TypeMismatch e) {
      throw new IllegalStateException(e);
    }
  }
}
