// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import io.entrawatch.event.Event;
import io.entrawatch.expression.Aggregate;
import io.entrawatch.expression.EventRow;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.FieldValue;
import io.entrawatch.language.esql.Plan.Output;
import io.entrawatch.language.esql.Plan.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a query returns for a list of events, computed at once: the reference for the stream. Within
 * a group's aggregates the key of an event keeps all its values.
 */
public final class Evaluation {
  private Evaluation() {}

  /** A row of the result: the values of the columns by name; those that are null are left out. */
  public record ResultRow(Map<String, List<?>> columns) {}

  /** The rows, groups in the order of their first event. */
  public static List<ResultRow> rows(Plan plan, List<Event> events) {
    List<EventRow> left = new ArrayList<>();
    for (Event event : events) {
      left.addAll(passing(plan.steps(), new EventRow(event)));
    }
    if (!plan.isAggregation()) {
      return left.stream().map(row -> result(plan, row)).toList();
    }
    List<ResultRow> results = new ArrayList<>();
    groups(plan, left)
        .forEach(
            (key, collectors) -> {
              List<List<?>> columns = new ArrayList<>();
              collectors.forEach(collector -> columns.add(collector.result()));
              key.forEach(value -> columns.add(value == null ? List.of() : List.of(value)));
              var row = Analyzer.columns(columns);
              if (isTrue(plan.condition().evaluate(row))) {
                results.add(result(plan, row));
              }
            });
    return results;
  }

  private static ResultRow result(Plan plan, io.entrawatch.expression.Row row) {
    Map<String, List<?>> columns = new LinkedHashMap<>();
    for (Output output : plan.outputs()) {
      List<?> values = output.expression().evaluate(row);
      if (!values.isEmpty()) {
        columns.put(output.name(), values);
      }
    }
    return new ResultRow(columns);
  }

  /** The rows that an event makes: none if a filter holds it back, several if it is expanded. */
  static List<EventRow> passing(List<Step> steps, EventRow event) {
    List<EventRow> rows = List.of(event);
    for (Step step : steps) {
      List<EventRow> next = new ArrayList<>();
      for (EventRow row : rows) {
        List<?> values = step.expression().evaluate(row);
        if (step instanceof Step.Expand expand) {
          List<?> each = values.isEmpty() ? Collections.singletonList(null) : values;
          for (Object value : each) {
            next.add(row.with(expand.column(), value == null ? List.of() : List.of(value)));
          }
        } else if (isTrue(values)) {
          next.add(row);
        }
      }
      rows = next;
    }
    return rows;
  }

  private static Map<List<Object>, List<Aggregate.Collector>> groups(
      Plan plan, List<EventRow> rows) {
    Map<List<Object>, List<Aggregate.Collector>> groups = new LinkedHashMap<>();
    if (plan.stats().keys().isEmpty()) {
      groups.put(List.of(), collectors(plan));
    }
    for (EventRow row : rows) {
      for (List<Object> key : keys(plan.stats().keys(), row)) {
        groups
            .computeIfAbsent(key, ignored -> collectors(plan))
            .forEach(collector -> collector.add(row));
      }
    }
    return groups;
  }

  private static List<Aggregate.Collector> collectors(Plan plan) {
    return plan.stats().aggregates().stream().map(Aggregate::collector).toList();
  }

  /**
   * The groups that an event counts in: one for each combination of the keys' values. A field that
   * is a key twice has one value in both, as in the engine.
   */
  static List<List<Object>> keys(List<Expression> keys, EventRow row) {
    List<List<Object>> combinations = new ArrayList<>();
    combinations.add(new ArrayList<>());
    for (int i = 0; i < keys.size(); i++) {
      List<?> values = keys.get(i).evaluate(row);
      int twin = keys.get(i) instanceof FieldValue ? keys.indexOf(keys.get(i)) : i;
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> combination : combinations) {
        Set<?> each = values.isEmpty() ? Collections.singleton(null) : new LinkedHashSet<>(values);
        for (Object value : twin < i ? Collections.singleton(combination.get(twin)) : each) {
          List<Object> more = new ArrayList<>(combination);
          more.add(value);
          longer.add(more);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  static boolean isTrue(List<?> values) {
    return values.size() == 1 && (Boolean) values.get(0);
  }
}
