// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.example;

import io.entrawatch.event.Field;
import io.entrawatch.expression.Call;
import io.entrawatch.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds values of fields for which conditions hold, or do not, by trying. */
final class ConditionSolver {
  private static final int MOST_STEPS = 20_000;

  private final CandidateValues candidates;
  private int steps;

  ConditionSolver(CandidateValues candidates) {
    this.candidates = candidates;
  }

  /** What a condition shall be. */
  enum Wanted {
    TRUE(values -> isOnly(values, true)),
    FALSE(values -> isOnly(values, false)),
    NOT_TRUE(values -> !isOnly(values, true)),
    NOT_FALSE(values -> !isOnly(values, false));

    private final Predicate<List<?>> test;

    Wanted(Predicate<List<?>> test) {
      this.test = test;
    }

    private static boolean isOnly(List<?> values, boolean truth) {
      return values.size() == 1 && values.get(0).equals(truth);
    }

    private Wanted negated() {
      return switch (this) {
        case TRUE -> FALSE;
        case FALSE -> TRUE;
        case NOT_TRUE -> NOT_FALSE;
        case NOT_FALSE -> NOT_TRUE;
      };
    }

    /** Whether an AND is so only if all of its parts are; else one part is enough. */
    private boolean needsAllOfAnd() {
      return this == TRUE || this == NOT_FALSE;
    }
  }

  /** A condition with what it shall be. */
  record Goal(Expression condition, Wanted wanted) {}

  /**
   * A sketch that extends the given one so that all goals are met.
   *
   * @return null if none was found
   */
  Sketch solve(List<Goal> goals, Sketch from) {
    steps = 0;
    return search(new ArrayList<>(goals), from);
  }

  private Sketch search(List<Goal> goals, Sketch sketch) {
    if (goals.isEmpty()) {
      return sketch;
    }
    if (++steps > MOST_STEPS) {
      return null;
    }
    Goal goal = goals.get(0);
    List<Goal> rest = goals.subList(1, goals.size());
    String name = goal.condition() instanceof Call call ? call.name() : "";
    Wanted wanted = goal.wanted();
    switch (name) {
      case "not":
        return search(
            joined(List.of(new Goal(goal.condition().children().get(0), wanted.negated())), rest),
            sketch);
      case "and", "or":
        if (wanted.needsAllOfAnd() == name.equals("and")) {
          return search(joined(parts(goal), rest), sketch);
        }
        for (Goal part : parts(goal)) {
          Sketch found = search(joined(List.of(part), rest), sketch);
          if (found != null) {
            return found;
          }
        }
        return null;
      default:
        return tryValues(goal, openFields(goal, sketch), 0, rest, sketch);
    }
  }

  private static List<Goal> parts(Goal goal) {
    return goal.condition().children().stream().map(c -> new Goal(c, goal.wanted())).toList();
  }

  private static List<Goal> joined(List<Goal> first, List<Goal> rest) {
    List<Goal> all = new ArrayList<>(first);
    all.addAll(rest);
    return all;
  }

  private static List<Field> openFields(Goal goal, Sketch sketch) {
    return CandidateValues.fields(goal.condition()).stream()
        .filter(field -> !sketch.decides(field))
        .toList();
  }

  private Sketch tryValues(Goal goal, List<Field> open, int index, List<Goal> rest, Sketch sketch) {
    if (index == open.size()) {
      return goal.wanted().test.test(goal.condition().evaluate(sketch))
          ? search(rest, sketch)
          : null;
    }
    for (List<?> value : candidates.of(open.get(index))) {
      if (++steps > MOST_STEPS) {
        return null;
      }
      Sketch found = tryValues(goal, open, index + 1, rest, sketch.with(open.get(index), value));
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
