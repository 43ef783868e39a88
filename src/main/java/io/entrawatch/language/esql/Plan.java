// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import com.google.common.hash.Hashing;
import io.entrawatch.event.Field;
import io.entrawatch.expression.Aggregate;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.FieldValue;
import io.entrawatch.expression.Literal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a query computes. Names are resolved: what EVAL and RENAME define stands where it is used.
 *
 * @param indices that FROM names
 * @param steps before STATS, in order
 * @param lookBack {@code @timestamp > NOW() - T} in a WHERE before STATS; null where there is none
 * @param stats null where the query has none: each event that the steps leave is a row
 * @param condition of the rows of STATS, over its columns; true where there is none
 * @param outputs the columns of a row in their order, over those of STATS or over an event's fields
 */
public record Plan(
    List<String> indices,
    List<Step> steps,
    Duration lookBack,
    Stats stats,
    Expression condition,
    List<Output> outputs) {

  /** A step before STATS. */
  public sealed interface Step {
    Expression expression();

    /** Lets the rows pass for which the expression is true. */
    record Filter(Expression expression) implements Step {}

    /** A row for each value of the expression, which is the column from then on. */
    record Expand(Expression expression, int column) implements Step {}
  }

  /**
   * The grouping. Its columns are the aggregates and then the keys, by index.
   *
   * @param bucket the index among the keys of the one that is a bucket of {@code @timestamp}; -1
   *     where none is
   * @param bucketSize null where there is no bucket
   */
  public record Stats(
      List<Aggregate> aggregates, List<Expression> keys, int bucket, Duration bucketSize) {}

  /** A column of the result. */
  public record Output(String name, Expression expression) {}

  /** Whether rows are groups of events, not single events. */
  public boolean isAggregation() {
    return stats != null;
  }

  /** Every field that the plan reads before and in STATS, in the order of the query. */
  public Set<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    expressions().forEach(expression -> addFields(expression, fields));
    return fields;
  }

  private List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    steps.forEach(step -> all.add(step.expression()));
    if (stats == null) {
      outputs.forEach(output -> all.add(output.expression()));
    } else {
      all.addAll(stats.keys());
      for (Aggregate aggregate : stats.aggregates()) {
        all.addAll(aggregate.arguments());
        if (aggregate.filter() != null) {
          all.add(aggregate.filter());
        }
      }
    }
    return all;
  }

  private static void addFields(Expression expression, Set<Field> fields) {
    if (expression instanceof FieldValue value) {
      fields.add(value.field());
    }
    expression.children().forEach(child -> addFields(child, fields));
  }

  /** Whether the condition after STATS asks nothing. */
  public boolean isUnconditional() {
    return condition.equals(Literal.TRUE);
  }

  /**
   * The canonical text of what a tally depends on: filter, keys, aggregates, condition and window;
   * the same for every spelling of the query.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      text.append(step instanceof Step.Expand ? "expand " : "filter ");
      text.append(step.expression().text()).append('\n');
    }
    if (lookBack != null) {
      text.append("look-back ").append(lookBack.toMillis()).append('\n');
    }
    if (stats != null) {
      stats
          .aggregates()
          .forEach(each -> text.append("aggregate ").append(each.text()).append('\n'));
      stats.keys().forEach(key -> text.append("key ").append(key.text()).append('\n'));
      text.append("condition ").append(condition.text()).append('\n');
    }
    return text.toString();
  }

  /** 64 bits of a hash of {@link #text}, as 16 hex digits. */
  public String hash() {
    return Hashing.sha256().hashString(text(), StandardCharsets.UTF_8).toString().substring(0, 16);
  }
}
