// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.example;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.expression.Aggregate;
import io.entrawatch.expression.Column;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.FunctionTable;
import io.entrawatch.expression.Literal;
import io.entrawatch.expression.TypeMismatch;
import io.entrawatch.language.esql.Evaluation;
import io.entrawatch.language.esql.Plan;
import io.entrawatch.traffic.example.ConditionSolver.Goal;
import io.entrawatch.traffic.example.ConditionSolver.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Finds a group of events for which the conditions after STATS hold, or all but one. */
final class GroupSearch {
  private static final int MOST_TRIES = 6_000;
  private static final int MOST_EVENTS = 400;
  private static final long[] SPACINGS = {1_000, 1, 10_000, 60_000};

  private final Plan plan;
  private final ConditionSolver solver;
  private final List<Goal> filter;
  private final List<Expression> conditions;
  private final List<Part> parts = new ArrayList<>();
  private final long longest;
  private final Random random;

  /**
   * An aggregate that a condition reads.
   *
   * @param field whose values are varied; null where events of a kind are counted
   * @param one an event that counts; null where the field is varied
   */
  private record Part(Field field, Sketch one, List<Integer> sizes) {}

  /**
   * @param longest how long a group may take, in ms
   */
  GroupSearch(
      Plan plan,
      ConditionSolver solver,
      List<Goal> filter,
      List<Expression> conditions,
      long longest,
      Random random) {
    this.plan = plan;
    this.solver = solver;
    this.filter = filter;
    this.conditions = conditions;
    this.longest = longest;
    this.random = random;
    for (int index : columns(conditions)) {
      if (index < plan.stats().aggregates().size()) {
        part(plan.stats().aggregates().get(index), index);
      }
    }
  }

  private static Set<Integer> columns(List<Expression> expressions) {
    Set<Integer> columns = new LinkedHashSet<>();
    for (Expression expression : expressions) {
      if (expression instanceof Column column) {
        columns.add(column.index());
      }
      columns.addAll(columns(expression.children()));
    }
    return columns;
  }

  private void part(Aggregate aggregate, int index) {
    if (aggregate.arguments().isEmpty() && aggregate.filter() == null) {
      return;
    }
    List<Integer> sizes = sizes(index);
    List<Expression> read = new ArrayList<>(aggregate.arguments());
    boolean distinct = aggregate.name().equals("count_distinct");
    Set<Field> fields = read.isEmpty() ? Set.of() : CandidateValues.fields(read.get(0));
    List<Goal> goals = new ArrayList<>(filter);
    if (aggregate.filter() != null) {
      goals.add(new Goal(aggregate.filter(), Wanted.TRUE));
    }
    try {
      if (!read.isEmpty()) {
        goals.add(new Goal(FunctionTable.call("is not null", List.of(read.get(0))), Wanted.TRUE));
        if (read.get(0).type().isNumber() && !distinct) {
          goals.add(
              new Goal(FunctionTable.call("!=", List.of(read.get(0), Literal.of(0))), Wanted.TRUE));
        }
      }
    } catch (TypeMismatch e) {
      throw new IllegalStateException(e);
    }
    Sketch one = solver.solve(goals, new Sketch());
    if (distinct && fields.size() == 1 && !fields.contains(Field.TIMESTAMP)) {
      parts.add(new Part(fields.iterator().next(), one, sizes));
    } else if (one != null && !fields.contains(Field.TIMESTAMP)) {
      parts.add(new Part(null, one, sizes));
    }
  }

  /** The numbers that a column is compared with, and those beside them. */
  private List<Integer> sizes(int column) {
    Set<Integer> sizes = new TreeSet<>(List.of(0, 1, 2, 3));
    conditions.forEach(condition -> addNumbers(condition, column, sizes));
    return List.copyOf(sizes);
  }

  private static void addNumbers(Expression expression, int column, Set<Integer> sizes) {
    for (Expression child : expression.children()) {
      if (child instanceof Literal literal
          && literal.value() instanceof Number number
          && (column < 0 || columns(List.of(expression)).contains(column))) {
        for (int near = -1; near <= 1; near++) {
          int size = number.intValue() + near;
          if (size >= 0 && size <= MOST_EVENTS) {
            sizes.add(size);
          }
        }
      }
      addNumbers(child, column, sizes);
    }
  }

  /**
   * A group for which all conditions hold but the broken one.
   *
   * @param base an event that passes the filter
   * @param broken the index of a condition; -1 for none
   * @return null if none was found
   */
  List<Event> find(Sketch base, int broken, long start, String id) {
    List<Integer> counts = List.copyOf(allSizes());
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      int[] sizes = new int[parts.size()];
      for (int i = 0; i < sizes.length; i++) {
        List<Integer> choices = parts.get(i).sizes();
        sizes[i] = choices.get(random.nextInt(choices.size()));
      }
      int count = Math.max(1, counts.get(random.nextInt(counts.size())));
      long spacing = SPACINGS[random.nextInt(SPACINGS.length)];
      List<Event> events = events(base, sizes, count, start, spacing, id);
      if (events.size() * spacing <= longest && holdsBut(events, broken)) {
        return events;
      }
    }
    return null;
  }

  private Set<Integer> allSizes() {
    Set<Integer> sizes = new TreeSet<>(List.of(1, 2, 3));
    conditions.forEach(condition -> addNumbers(condition, -1, sizes));
    return sizes;
  }

  private List<Event> events(
      Sketch base, int[] sizes, int count, long start, long spacing, String id) {
    List<Sketch> sketches = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      Part part = parts.get(i);
      if (part.field() == null) {
        for (int n = 0; n < sizes[i]; n++) {
          sketches.add(merged(base, part.one()));
        }
      }
    }
    while (sketches.size() < count) {
      sketches.add(base);
    }
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < sketches.size(); n++) {
      Sketch sketch = sketches.get(n);
      for (int i = 0; i < sizes.length; i++) {
        sketch = varied(sketch, parts.get(i), sizes[i], n, sketches.size());
      }
      events.add(sketch.event(id + "-" + n, start + n * spacing));
    }
    return events;
  }

  /** What the second says, and of what it leaves open what the first says. */
  private Sketch merged(Sketch base, Sketch over) {
    Sketch merged = over;
    for (Field field : Field.all()) {
      if (base.decides(field) && !over.decides(field)) {
        merged = merged.with(field, base.field(field));
      }
    }
    for (Expression key : plan.stats().keys()) {
      for (Field field : CandidateValues.fields(key)) {
        merged = base.decides(field) ? merged.with(field, base.field(field)) : merged;
      }
    }
    return merged;
  }

  /** Of fewer events than values an event has several. */
  private Sketch varied(Sketch sketch, Part part, int size, int number, int count) {
    if (part.field() == null) {
      return sketch;
    }
    if (size == 0) {
      return sketch.with(part.field(), List.of());
    }
    List<Object> values = new ArrayList<>();
    for (int value = number % size; value < size; value += count) {
      values.add(CandidateValues.others(part.field(), value).get(0));
    }
    Sketch other = sketch.with(part.field(), values);
    boolean passes = filter.stream().allMatch(goal -> isTrue(goal.condition().evaluate(other)));
    return passes ? other : sketch;
  }

  private boolean holdsBut(List<Event> events, int broken) {
    List<Expression> rest = new ArrayList<>(conditions);
    Expression left = broken < 0 ? null : rest.remove(broken);
    Plan withoutIt = withCondition(rest);
    if (Evaluation.rows(withoutIt, events).size() != 1) {
      return false;
    }
    return left == null || Evaluation.rows(plan, events).isEmpty();
  }

  private Plan withCondition(List<Expression> all) {
    try {
      Expression condition =
          all.isEmpty()
              ? Literal.TRUE
              : all.size() == 1 ? all.get(0) : FunctionTable.call("and", all);
      return new Plan(
          plan.indices(), plan.steps(), plan.lookBack(), plan.stats(), condition, plan.outputs());
    } catch (TypeMismatch e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isTrue(List<?> values) {
    return values.size() == 1 && values.get(0).equals(true);
  }
}
