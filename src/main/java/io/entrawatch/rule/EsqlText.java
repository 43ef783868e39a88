// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a rule as the ES|QL query that it stands for. What it writes runs on Elasticsearch 8.19
 * and gives, for the sign-ins of one tenant, the rows that the job gives.
 */
public final class EsqlText {
  private static final String INDEX = "logs-azure.signinlogs-*";

  /** ES|QL keywords that are names in ECS; such a part of a name is quoted. */
  private static final Set<String> KEYWORDS = Set.of("as", "by", "is", "in", "not", "null");

  private EsqlText() {}

  /**
   * The query as a scheduler runs it, which adds the time range itself. A rule with a bucket groups
   * by it.
   */
  public static String query(Rule rule) {
    return query(rule, null);
  }

  /**
   * The query over one window, bounded by the query itself.
   *
   * @param start inclusive, ms since the epoch
   * @param end exclusive, ms since the epoch
   */
  public static String query(Rule rule, WindowSpec.Clock clock, long start, long end) {
    String time =
        clock == WindowSpec.Clock.SIGN_IN ? "@timestamp" : "COALESCE(event.ingested, @timestamp)";
    return query(
        rule,
        "%s >= TO_DATETIME(\"%s\") AND %s < TO_DATETIME(\"%s\")"
            .formatted(time, Times.iso(start), time, Times.iso(end)));
  }

  private static String query(Rule rule, String range) {
    List<String> where = new ArrayList<>();
    if (range != null) {
      where.add(range);
    }
    rule.where().forEach(condition -> where.add(condition(condition)));
    String stats =
        rule.stats().stream()
            .map(column -> column.name() + " = " + aggregate(column.aggregate()))
            .collect(Collectors.joining(",\n    "));
    List<String> by = new ArrayList<>();
    if (rule.bucket() != null) {
      long minutes = rule.windows().get(Reading.ELASTIC).size().toMinutes();
      by.add(rule.bucket() + " = DATE_TRUNC(" + minutes + " minutes, @timestamp)");
    }
    rule.by().forEach(field -> by.add(name(field)));
    List<String> keep = new ArrayList<>();
    keep.addAll(rule.bucket() != null ? List.of(rule.bucket()) : names(rule.by()));
    rule.stats().forEach(column -> keep.add(column.name()));
    return "FROM "
        + INDEX
        + "\n| WHERE "
        + String.join("\n    AND ", where)
        + "\n| STATS\n    "
        + stats
        + "\n  BY "
        + String.join(", ", by)
        + "\n| WHERE "
        + having(rule.having(), false)
        + "\n| KEEP\n    "
        + String.join(",\n    ", keep)
        + "\n";
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(EsqlText::name).toList();
  }

  private static String name(Field field) {
    List<String> parts = new ArrayList<>();
    for (String part : field.path().split("\\.")) {
      parts.add(KEYWORDS.contains(part) ? "`" + part + "`" : part);
    }
    return String.join(".", parts);
  }

  private static String condition(Condition condition) {
    if (condition instanceof Condition.Is is) {
      return name(is.field()) + " == " + quote(is.value());
    }
    if (condition instanceof Condition.IsNotNull notNull) {
      return name(notNull.field()) + " IS NOT NULL";
    }
    Condition.StartsWithAny starts = (Condition.StartsWithAny) condition;
    String pattern = "(" + String.join("|", starts.prefixes()) + ").*";
    return "TO_LOWER(" + name(starts.field()) + ") RLIKE " + quote(pattern);
  }

  private static String aggregate(Aggregate aggregate) {
    if (aggregate instanceof Aggregate.Values values) {
      return "VALUES(" + name(values.field()) + ")";
    }
    if (aggregate instanceof Aggregate.CountIf countIf) {
      return "COUNT(CASE(%s, %s, null))"
          .formatted(condition(countIf.condition()), name(countIf.field()));
    }
    if (aggregate instanceof Aggregate.CountDistinct distinct) {
      return "COUNT_DISTINCT(" + name(distinct.field()) + ")";
    }
    if (aggregate instanceof Aggregate.SumIf sumIf) {
      return "SUM(CASE(" + condition(sumIf.condition()) + ", 1, 0))";
    }
    if (aggregate instanceof Aggregate.MaxIf maxIf) {
      return "MAX(CASE(" + condition(maxIf.condition()) + ", 1, 0))";
    }
    return "COUNT(*)";
  }

  private static String having(Having having, boolean nested) {
    if (having instanceof Having.AtLeast bound) {
      return bound.column() + " >= " + bound.value();
    }
    if (having instanceof Having.OnlyOne one) {
      return one.column() + " == 1";
    }
    String joined =
        having instanceof Having.AnyOf any
            ? join(any.options(), " OR ")
            : join(((Having.AllOf) having).parts(), " AND ");
    return nested ? "(" + joined + ")" : joined;
  }

  private static String join(List<Having> parts, String operator) {
    return parts.stream().map(part -> having(part, true)).collect(Collectors.joining(operator));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
