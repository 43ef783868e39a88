// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.rule.Aggregate.Numeric;
import io.entrawatch.rule.WindowSpec.Clock;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A detection rule: which sign-ins it takes, how it groups them, what it computes over a window and
 * when that is a match. Declared as its query reads, and read by everything else: the topology, the
 * matches, the alerts. Immutable.
 *
 * @param id our name of it, kebab-case; part of alert ids, operator uids and settings
 * @param where all must hold of a sign-in
 * @param bucket name of the column that holds the window's start; null where the query has none
 * @param stats the columns of the result
 * @param by the grouping fields; the tenant is always one more
 * @param having when a group in a window is a match
 * @param windows the window of each reading that is switched on
 */
public record Rule(
    String id,
    RuleInfo about,
    List<Condition> where,
    String bucket,
    List<Column> stats,
    List<Field> by,
    Having having,
    Map<Reading, WindowSpec> windows)
    implements Serializable {

  /** The time between two windows of the sign-in reading; no window of it may be shorter. */
  public static final Duration SIGN_IN_SLIDE = Duration.ofMinutes(1);

  private static final Duration SIGN_IN_LATENESS = Duration.ofMinutes(61);

  /** Starts the declaration of a rule. */
  public static Declaration named(String id) {
    return new Declaration(id);
  }

  public Rule {
    having
        .bounds()
        .forEach(
            bound -> {
              if (stats.stream().noneMatch(c -> isNumber(c, bound.column()))) {
                throw new IllegalArgumentException(id + ": no number " + bound.column());
              }
            });
  }

  private static boolean isNumber(Column column, String name) {
    return column.name().equals(name) && column.aggregate() instanceof Numeric;
  }

  /** Whether the rule can use the sign-in. */
  public boolean takes(Event signIn) {
    for (Condition condition : where) {
      if (!condition.test(signIn)) {
        return false;
      }
    }
    return true;
  }

  /** The tenant and the fields of {@code by}. */
  public List<Field> groupFields() {
    List<Field> fields = new ArrayList<>(by.size() + 1);
    fields.add(Field.TENANT_ID);
    fields.addAll(by);
    return Collections.unmodifiableList(fields);
  }

  /**
   * The key of the sign-in's group: the values of {@link #groupFields} as a JSON array. A field
   * that has none is {@code null}, a group of its own. The tenant is in lower case, for Azure's own
   * logs spell it in both; other fields are taken to the letter.
   */
  public String groupOf(Event signIn) {
    List<String> values = new ArrayList<>(by.size() + 1);
    String tenant = signIn.single(Field.TENANT_ID);
    values.add(tenant == null ? null : tenant.toLowerCase(Locale.ROOT));
    for (Field field : by) {
      values.add(signIn.single(field));
    }
    return GroupKey.of(values);
  }

  /** A field of the group in which the sign-in has several values; null where there is none. */
  public Field ambiguousGroup(Event signIn) {
    for (Field field : groupFields()) {
      if (signIn.get(field).size() > 1) {
        return field;
      }
    }
    return null;
  }

  /** The watermark from which on no window of any reading takes the sign-in, ms since the epoch. */
  public long heldUntil(Event signIn) {
    long until = Long.MIN_VALUE;
    for (WindowSpec spec : windows.values()) {
      until = Math.max(until, spec.closesAt(spec.lastEnd(spec.timeOf(signIn))));
    }
    return until;
  }

  /** The names of the columns that {@code having} compares, each once, in its order. */
  public List<String> boundedColumns() {
    return having.bounds().map(Having.AtLeast::column).distinct().toList();
  }

  /** What the filter, the group and {@code having} ask, each once, in the order of the query. */
  public List<Field> neededFields() {
    return Stream.of(
            where.stream().map(Condition::field),
            groupFields().stream(),
            boundedColumns().stream().flatMap(column -> number(column).fields().stream()))
        .flatMap(fields -> fields)
        .distinct()
        .toList();
  }

  /** All fields that it reads. */
  public Set<Field> fields() {
    Set<Field> fields = new TreeSet<>(neededFields());
    stats.forEach(column -> fields.addAll(column.aggregate().fields()));
    return fields;
  }

  /** Whether {@code having} can hold if no sign-in has a value in the field. */
  public boolean canMatchWithout(Field field) {
    return having.holds(column -> number(column).fields().contains(field) ? 0 : Long.MAX_VALUE);
  }

  /** The settings of the rule's thresholds with their values. */
  public Map<String, Long> thresholds() {
    return having
        .bounds()
        .filter(bound -> bound.setting() != null)
        .collect(
            Collectors.toMap(
                Having.AtLeast::setting, Having.AtLeast::value, (a, b) -> a, LinkedHashMap::new));
  }

  /** What is added to a window's tally, and asked of it. */
  public GateCondition tallyRule() {
    List<GateCondition.Entry> entries = new ArrayList<>();
    for (String column : boundedColumns()) {
      long enough =
          having
              .bounds()
              .filter(b -> b.column().equals(column))
              .mapToLong(b -> b.value())
              .max()
              .orElseThrow();
      entries.add(new GateCondition.Entry(column, number(column), (int) Math.min(enough, 1 << 20)));
    }
    return new GateCondition(entries, having);
  }

  private Numeric number(String column) {
    return stats.stream()
        .filter(c -> c.name().equals(column))
        .map(c -> (Numeric) c.aggregate())
        .findFirst()
        .orElseThrow();
  }

  /** This rule with other thresholds, by the names of their settings. */
  public Rule withThresholds(Map<String, Long> thresholds) {
    return new Rule(id, about, where, bucket, stats, by, having.with(thresholds), windows);
  }

  /** This rule with other windows. */
  public Rule withWindows(Map<Reading, WindowSpec> other) {
    return new Rule(id, about, where, bucket, stats, by, having, new LinkedHashMap<>(other));
  }

  /** The steps of a declaration, in the order of the query. */
  public static final class Declaration {
    private final String id;
    private RuleInfo about;
    private List<Condition> where;
    private String bucket;
    private List<Column> stats;
    private List<Field> by;
    private Having having;

    private Declaration(String id) {
      this.id = id;
    }

    public Declaration about(RuleInfo about) {
      this.about = about;
      return this;
    }

    public Declaration where(Condition... all) {
      this.where = List.of(all);
      return this;
    }

    /** The query groups by the window and shows its start under this name. */
    public Declaration bucket(String column) {
      this.bucket = column;
      return this;
    }

    public Declaration stats(Column... columns) {
      this.stats = List.of(columns);
      return this;
    }

    public Declaration by(Field... fields) {
      this.by = List.of(fields);
      return this;
    }

    public Declaration having(Having condition) {
      this.having = condition;
      return this;
    }

    /** The query's own window; the sign-in reading follows from its size. */
    public Rule over(WindowSpec elastic) {
      Map<Reading, WindowSpec> windows = new LinkedHashMap<>();
      windows.put(Reading.ELASTIC, elastic);
      windows.put(
          Reading.SIGN_IN,
          WindowSpec.sliding(Clock.SIGN_IN, elastic.size(), SIGN_IN_SLIDE, SIGN_IN_LATENESS));
      return new Rule(id, about, where, bucket, stats, by, having, windows);
    }
  }
}
