// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.example;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import io.entrawatch.expression.Aggregate;
import io.entrawatch.expression.Call;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.FieldValue;
import io.entrawatch.expression.FunctionTable;
import io.entrawatch.expression.TypeMismatch;
import io.entrawatch.language.esql.Evaluation;
import io.entrawatch.language.esql.Plan;
import io.entrawatch.language.esql.Plan.Step;
import io.entrawatch.traffic.example.ConditionSolver.Goal;
import io.entrawatch.traffic.example.ConditionSolver.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Events that just match a rule, and as many that just do not: each near miss breaks one condition
 * of the query. Each example is a group of its own, far from the others in time.
 */
public final class Examples {
  /** How many of each kind there are. */
  public static final int COUNT = 20;

  private static final long FIRST = Instant.parse("2026-01-15T08:00:00Z").toEpochMilli();

  private final Plan plan;
  private final long apart;
  private final long longest;
  private final Random random;
  private final List<Expression> filters = new ArrayList<>();
  private final List<Expression> conditions;
  private final ConditionSolver solver;
  private final List<Example> examples = new ArrayList<>();

  private Examples(Plan plan, Duration window, long seed) {
    this.plan = plan;
    this.apart = Math.max(2 * window.toMillis(), Duration.ofHours(1).toMillis());
    this.longest = window.toMillis() / 4;
    this.random = new Random(seed);
    for (Step step : plan.steps()) {
      filters.addAll(conjuncts(step.expression()));
    }
    this.conditions = plan.isAggregation() ? conjuncts(plan.condition()) : List.of();
    this.solver = new ConditionSolver(new CandidateValues(expressions()));
  }

  /**
   * The examples of a plan.
   *
   * @param window how long the rule looks back; examples are further apart
   * @throws IllegalArgumentException if no events were found that match
   */
  public static List<Example> of(Plan plan, Duration window, long seed) {
    Examples made = new Examples(plan, window, seed);
    made.makeAll();
    return List.copyOf(made.examples);
  }

  private List<Expression> expressions() {
    List<Expression> all = new ArrayList<>(filters);
    if (plan.isAggregation()) {
      all.addAll(plan.stats().keys());
      for (Aggregate aggregate : plan.stats().aggregates()) {
        all.addAll(aggregate.arguments());
        if (aggregate.filter() != null) {
          all.add(aggregate.filter());
        }
      }
    }
    return all;
  }

  private static List<Expression> conjuncts(Expression condition) {
    return condition instanceof Call call && call.name().equals("and")
        ? call.children()
        : List.of(condition);
  }

  private void makeAll() {
    for (int i = 0; i < COUNT; i++) {
      Example match = match();
      if (match == null) {
        throw new IllegalArgumentException(
            "no events were found that match; write a fixture by hand");
      }
      examples.add(match);
    }
    int number = filters.size() + conditions.size();
    int missing = 0;
    for (int made = 0, at = 0; made < COUNT && missing < number || at < number; at++) {
      Example miss = nearMiss(at % number);
      missing = miss == null ? missing + 1 : 0;
      if (miss != null) {
        examples.add(miss);
        made++;
      }
    }
  }

  private Example match() {
    Sketch base = solver.solve(goals(-1), identity());
    return base == null ? null : example(named(base), -1, null);
  }

  private Example nearMiss(int broken) {
    boolean inFilter = broken < filters.size();
    String text = inFilter ? filters.get(broken).text() : text(broken);
    Sketch base = solver.solve(goals(inFilter ? broken : -1), identity());
    if (base == null && inFilter) {
      base = solver.solve(filterGoals(broken), identity());
    }
    if (base == null) {
      return null;
    }
    return example(named(base), inFilter ? -1 : broken - filters.size(), text);
  }

  private String text(int broken) {
    return conditions.get(broken - filters.size()).text();
  }

  private Example example(Sketch base, int brokenCondition, String broken) {
    String id = "example-" + (examples.size() + 1);
    long start = FIRST + examples.size() * apart;
    List<Event> events;
    if (plan.isAggregation()) {
      boolean brokenFilter = broken != null && brokenCondition < 0;
      events =
          new GroupSearch(search(base), solver, passed(base), conditions, longest, random)
              .find(base, brokenCondition, start, id);
      if (events != null && brokenFilter && !Evaluation.rows(plan, events).isEmpty()) {
        return null;
      }
    } else {
      events = List.of(base.event(id + "-0", start));
    }
    return events == null ? null : new Example(events, broken);
  }

  /** The plan with those of its filters alone that the event passes. */
  private Plan search(Sketch base) {
    List<Step> steps = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step instanceof Step.Expand) {
        steps.add(step);
      }
    }
    passed(base).forEach(goal -> steps.add(new Step.Filter(goal.condition())));
    return new Plan(
        plan.indices(), steps, plan.lookBack(), plan.stats(), plan.condition(), plan.outputs());
  }

  private List<Goal> passed(Sketch base) {
    return filters.stream()
        .filter(filter -> filter.evaluate(base).equals(List.of(true)))
        .map(filter -> new Goal(filter, Wanted.TRUE))
        .toList();
  }

  private List<Goal> filterGoals(int broken) {
    List<Goal> goals = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      goals.add(new Goal(filters.get(i), i == broken ? Wanted.NOT_TRUE : Wanted.TRUE));
    }
    return goals;
  }

  /** The filters' goals, and no key null. */
  private List<Goal> goals(int broken) {
    List<Goal> goals = filterGoals(broken);
    if (plan.isAggregation()) {
      for (Expression key : plan.stats().keys()) {
        goals.add(new Goal(isNotNull(key), Wanted.TRUE));
      }
    }
    return goals;
  }

  private static Expression isNotNull(Expression expression) {
    try {
      return FunctionTable.call("is not null", List.of(expression));
    } catch (TypeMismatch e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The same event under keys that no other example has, where the filter lets them be anything.
   */
  private Sketch named(Sketch base) {
    Sketch named = base;
    for (Expression key : plan.isAggregation() ? plan.stats().keys() : List.<Expression>of()) {
      if (key instanceof FieldValue value && value.field().type() == FieldType.KEYWORD) {
        Sketch other =
            named.with(value.field(), List.of(value.field().path() + "-" + (examples.size() + 1)));
        named = passed(other).equals(passed(base)) ? other : named;
      }
    }
    return named;
  }

  private Sketch identity() {
    return new Sketch()
        .with(Field.TIMESTAMP, List.of(FIRST + examples.size() * apart))
        .with(Field.TENANT_ID, List.of("0ec0ffee-0000-4000-8000-000000000001"));
  }
}
