// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import io.entrawatch.event.CodePoints;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** An aggregation of a {@code STATS} command, with Elasticsearch's meaning. */
public sealed interface Aggregate extends Serializable {

  /** {@code count(*)}: sign-ins. */
  static Numeric count() {
    return new Count();
  }

  /** {@code count(case(condition, field, null))}: every value of the field where it holds. */
  static Numeric countIf(Condition condition, Field field) {
    return new CountIf(condition, field);
  }

  /** {@code count_distinct(field)}: over all values of multi-values, nulls left out. */
  static Numeric countDistinct(Field field) {
    return new CountDistinct(field);
  }

  /** {@code sum(case(condition, 1, 0))}. */
  static Numeric sumIf(Condition condition) {
    return new SumIf(condition);
  }

  /** {@code max(case(condition, 1, 0))}. */
  static Numeric maxIf(Condition condition) {
    return new MaxIf(condition);
  }

  /** {@code values(field)}: the distinct values. */
  static Values values(Field field) {
    return new Values(field);
  }

  /** The fields that it reads. */
  List<Field> fields();

  /** The distinct values of a field, sorted by code point. */
  record Values(Field field) implements Aggregate {
    @Override
    public List<Field> fields() {
      return List.of(field);
    }

    public Collection<String> over(Iterable<Event> signIns) {
      TreeSet<String> values = new TreeSet<>(CodePoints.ORDER);
      signIns.forEach(signIn -> values.addAll(signIn.get(field)));
      return values;
    }
  }

  /** An aggregation to a number, which can only grow as sign-ins are added. */
  sealed interface Numeric extends Aggregate {

    /** Adds one sign-in. Distinct values are remembered up to {@code enough} of them. */
    void add(Event signIn, Aggregator counter, int enough);

    /** The fields without which it stays zero. */
    @Override
    List<Field> fields();

    /** The number over all the sign-ins. */
    default long over(Iterable<Event> signIns) {
      Aggregator counter = new Aggregator();
      signIns.forEach(signIn -> add(signIn, counter, Integer.MAX_VALUE));
      return counter.number;
    }
  }

  /** See {@link #count()}. */
  record Count() implements Numeric {
    @Override
    public void add(Event signIn, Aggregator counter, int enough) {
      counter.increase(1);
    }

    @Override
    public List<Field> fields() {
      return List.of();
    }
  }

  /** See {@link #countIf}. */
  record CountIf(Condition condition, Field field) implements Numeric {
    @Override
    public void add(Event signIn, Aggregator counter, int enough) {
      if (condition.test(signIn)) {
        counter.increase(signIn.get(field).size());
      }
    }

    @Override
    public List<Field> fields() {
      return List.of(condition.field(), field);
    }
  }

  /** See {@link #countDistinct}. */
  record CountDistinct(Field field) implements Numeric {
    @Override
    public void add(Event signIn, Aggregator counter, int enough) {
      List<String> values = signIn.get(field);
      for (int i = 0; i < values.size() && counter.number < enough; i++) {
        counter.remember(values.get(i));
      }
    }

    @Override
    public List<Field> fields() {
      return List.of(field);
    }
  }

  /** See {@link #sumIf}. */
  record SumIf(Condition condition) implements Numeric {
    @Override
    public void add(Event signIn, Aggregator counter, int enough) {
      counter.increase(condition.test(signIn) ? 1 : 0);
    }

    @Override
    public List<Field> fields() {
      return List.of(condition.field());
    }
  }

  /** See {@link #maxIf}. */
  record MaxIf(Condition condition) implements Numeric {
    @Override
    public void add(Event signIn, Aggregator counter, int enough) {
      if (counter.number == 0 && condition.test(signIn)) {
        counter.increase(1);
      }
    }

    @Override
    public List<Field> fields() {
      return List.of(condition.field());
    }
  }
}
