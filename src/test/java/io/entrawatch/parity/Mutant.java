// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import io.entrawatch.event.Field;
import io.entrawatch.rule.Aggregate;
import io.entrawatch.rule.Column;
import io.entrawatch.rule.Condition;
import io.entrawatch.rule.Having;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A rule with one small mistake in its declaration. */
record Mutant(String mistake, Rule rule) {

  /** Every mistake of every kind that can be made in the rule. */
  static Stream<Mutant> of(Rule rule) {
    List<Mutant> all = new ArrayList<>();
    wrongConditions(rule, all);
    wrongColumns(rule, all);
    wrongGroups(rule, all);
    wrongThresholds(rule, all);
    wrongWindows(rule, all);
    return all.stream();
  }

  private static void wrongConditions(Rule rule, List<Mutant> all) {
    for (Condition condition : rule.where()) {
      all.add(new Mutant("without " + condition, where(rule, without(rule.where(), condition))));
      if (condition instanceof Condition.Is is) {
        Condition upper = Condition.is(is.field(), is.value().toUpperCase(Locale.ROOT));
        if (!upper.equals(is)) {
          all.add(
              new Mutant("upper case in " + is, where(rule, replaced(rule.where(), is, upper))));
        }
        Condition present = Condition.isNotNull(is.field());
        all.add(new Mutant("any value in " + is, where(rule, replaced(rule.where(), is, present))));
      }
    }
  }

  private static void wrongColumns(Rule rule, List<Mutant> all) {
    for (Column column : rule.stats()) {
      for (Aggregate other : others(column.aggregate())) {
        Column wrong = Column.column(column.name(), other);
        all.add(
            new Mutant(
                column.name() + " as " + other,
                stats(rule, replaced(rule.stats(), column, wrong))));
      }
    }
  }

  private static List<Aggregate> others(Aggregate right) {
    if (right instanceof Aggregate.Values values) {
      boolean agent = values.field() == Field.USER_AGENT;
      return List.of(Aggregate.values(agent ? Field.BROWSER : Field.USER_AGENT));
    }
    if (right instanceof Aggregate.CountIf countIf) {
      return List.of(
          Aggregate.sumIf(countIf.condition()),
          Aggregate.countIf(countIf.condition(), Field.SOURCE_ADDRESS),
          Aggregate.countDistinct(countIf.field()));
    }
    if (right instanceof Aggregate.CountDistinct distinct) {
      return List.of(
          Aggregate.count(),
          Aggregate.countIf(Condition.isNotNull(distinct.field()), distinct.field()));
    }
    if (right instanceof Aggregate.SumIf sumIf) {
      return List.of(Aggregate.maxIf(sumIf.condition()), Aggregate.count());
    }
    if (right instanceof Aggregate.MaxIf maxIf) {
      return otherPrefixes((Condition.StartsWithAny) maxIf.condition());
    }
    return List.of(Aggregate.countDistinct(Field.TIMESTAMP));
  }

  private static List<Aggregate> otherPrefixes(Condition.StartsWithAny starts) {
    List<Aggregate> others = new ArrayList<>();
    for (String prefix : starts.prefixes()) {
      String[] rest = without(starts.prefixes(), prefix).toArray(String[]::new);
      others.add(Aggregate.maxIf(Condition.startsWithAny(starts.field(), rest)));
    }
    others.add(Aggregate.sumIf(starts));
    return others;
  }

  private static void wrongGroups(Rule rule, List<Mutant> all) {
    for (Field field : rule.by()) {
      all.add(
          new Mutant(
              "not by " + field,
              new Rule(
                  rule.id(),
                  rule.about(),
                  rule.where(),
                  rule.bucket(),
                  rule.stats(),
                  without(rule.by(), field),
                  rule.having(),
                  rule.windows())));
    }
  }

  private static void wrongThresholds(Rule rule, List<Mutant> all) {
    rule.thresholds()
        .forEach(
            (setting, value) -> {
              for (long other : List.of(value - 1, value + 1)) {
                all.add(
                    new Mutant(setting + " " + other, rule.withThresholds(Map.of(setting, other))));
              }
            });
    Having.AllOf parts = (Having.AllOf) rule.having();
    for (Having part : parts.parts()) {
      List<Having> rest = without(parts.parts(), part);
      all.add(new Mutant("without " + part, having(rule, new Having.AllOf(rest))));
      if (part instanceof Having.AnyOf any) {
        Having both = new Having.AllOf(any.options());
        Having wrong = new Having.AllOf(replaced(parts.parts(), part, both));
        all.add(new Mutant("and for or in " + part, having(rule, wrong)));
        for (Having option : any.options()) {
          Having fewer = new Having.AnyOf(without(any.options(), option));
          Having without = new Having.AllOf(replaced(parts.parts(), part, fewer));
          all.add(new Mutant("no choice of " + option, having(rule, without)));
        }
      }
    }
  }

  private static void wrongWindows(Rule rule, List<Mutant> all) {
    WindowSpec right = rule.windows().get(Reading.ELASTIC);
    WindowSpec.Clock clock =
        right.clock() == WindowSpec.Clock.INGESTED
            ? WindowSpec.Clock.SIGN_IN
            : WindowSpec.Clock.INGESTED;
    all.add(window(rule, new WindowSpec(clock, right.size(), right.slide(), right.lateness())));
    for (long more : List.of(-1L, 1L)) {
      Duration size = right.size().plusMillis(more);
      Duration slide = right.isTumbling() ? size : right.slide();
      all.add(window(rule, new WindowSpec(right.clock(), size, slide, right.lateness())));
    }
    Duration half = right.slide().dividedBy(2);
    all.add(window(rule, new WindowSpec(right.clock(), right.size(), half, right.lateness())));
    Duration twice = right.slide().multipliedBy(2);
    Duration size = right.isTumbling() ? twice : right.size();
    all.add(window(rule, new WindowSpec(right.clock(), size, twice, right.lateness())));
  }

  private static Mutant window(Rule rule, WindowSpec spec) {
    return new Mutant("over " + spec, rule.withWindows(Map.of(Reading.ELASTIC, spec)));
  }

  private static Rule where(Rule r, List<Condition> where) {
    return new Rule(
        r.id(), r.about(), where, r.bucket(), r.stats(), r.by(), r.having(), r.windows());
  }

  private static Rule stats(Rule r, List<Column> stats) {
    return new Rule(
        r.id(), r.about(), r.where(), r.bucket(), stats, r.by(), r.having(), r.windows());
  }

  private static Rule having(Rule r, Having having) {
    return new Rule(
        r.id(), r.about(), r.where(), r.bucket(), r.stats(), r.by(), having, r.windows());
  }

  private static <T> List<T> without(List<T> list, T element) {
    return list.stream().filter(e -> !e.equals(element)).toList();
  }

  private static <T> List<T> replaced(List<? extends T> list, T old, T other) {
    return list.stream().<T>map(e -> e.equals(old) ? other : e).toList();
  }

  @Override
  public String toString() {
    return rule.id() + ": " + mistake;
  }
}
