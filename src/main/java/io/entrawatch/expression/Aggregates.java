// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The aggregates. They take every value of a multi-value; null they leave out. */
final class Aggregates {
  /** The type of the result, and what collects the values of a group. */
  private record Kind(ValueType type, Supplier<Values> values) {}

  /** Collects values. */
  private interface Values {
    void add(Object value);

    List<?> result();
  }

  private interface Typing {
    Kind of(ValueType argument) throws TypeMismatch;
  }

  private static final Map<String, Typing> AGGREGATES =
      Map.of(
          "count", type -> new Kind(ValueType.LONG, Count::new),
          "count_distinct", type -> new Kind(ValueType.LONG, Distinct::new),
          "sum", Aggregates::sum,
          "avg", Aggregates::average,
          "min", type -> extreme(type, -1),
          "max", type -> extreme(type, 1),
          "values", type -> new Kind(type, () -> new All(type)));

  private Aggregates() {}

  static boolean isAggregate(String name) {
    return AGGREGATES.containsKey(name);
  }

  static Aggregate of(String name, List<Expression> arguments, Expression filter)
      throws TypeMismatch {
    boolean precision = name.equals("count_distinct") && arguments.size() == 2;
    List<Expression> used = precision ? arguments.subList(0, 1) : arguments;
    if (!(name.equals("count") && used.isEmpty())) {
      Arguments.count(name, used, 1, 1);
    }
    ValueType type = used.isEmpty() ? ValueType.NULL : used.get(0).type();
    if (type.isTime()) {
      throw new TypeMismatch(name + " does not take an amount of time");
    }
    if (filter != null) {
      Arguments.type("WHERE", filter, ValueType.BOOLEAN);
    }
    return new Of(name, List.copyOf(used), filter, AGGREGATES.get(name).of(type));
  }

  /** An aggregate over the rows of a group. */
  private record Of(String name, List<Expression> arguments, Expression filter, Kind kind)
      implements Aggregate {
    @Override
    public ValueType type() {
      return kind.type();
    }

    @Override
    public String text() {
      String argument = arguments.isEmpty() ? "*" : arguments.get(0).text();
      return name + "(" + argument + ")" + (filter == null ? "" : " where " + filter.text());
    }

    @Override
    public Collector collector() {
      Values values = kind.values().get();
      return new Collector() {
        @Override
        public void add(Row row) {
          if (filter != null) {
            List<?> holds = filter.evaluate(row);
            if (holds.size() != 1 || !((Boolean) holds.get(0))) {
              return;
            }
          }
          if (arguments.isEmpty()) {
            values.add(row);
          } else {
            arguments.get(0).evaluate(row).forEach(values::add);
          }
        }

        @Override
        public List<?> result() {
          return values.result();
        }
      };
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Of of && text().equals(of.text()) && type() == of.type();
    }

    @Override
    public int hashCode() {
      return text().hashCode();
    }
  }

  private static Kind sum(ValueType type) throws TypeMismatch {
    requireNumber("sum", type);
    return type == ValueType.DOUBLE
        ? new Kind(ValueType.DOUBLE, () -> new RealSum(false))
        : new Kind(ValueType.LONG, WholeSum::new);
  }

  private static Kind average(ValueType type) throws TypeMismatch {
    requireNumber("avg", type);
    return new Kind(
        ValueType.DOUBLE, type == ValueType.DOUBLE ? () -> new RealSum(true) : WholeAverage::new);
  }

  private static void requireNumber(String name, ValueType type) throws TypeMismatch {
    if (!type.isNumber() && type != ValueType.NULL) {
      throw new TypeMismatch(name + " takes a number, not " + type.id());
    }
  }

  private static Kind extreme(ValueType type, int sign) {
    Comparator<Object> order = io.entrawatch.expression.Values.order(type);
    return new Kind(type, () -> new Extreme(order, sign));
  }

  private static final class Count implements Values {
    private long count;

    @Override
    public void add(Object value) {
      count++;
    }

    @Override
    public List<?> result() {
      return List.of(count);
    }
  }

  private static final class Distinct implements Values {
    private final Set<Object> values = new HashSet<>();

    @Override
    public void add(Object value) {
      values.add(value);
    }

    @Override
    public List<?> result() {
      return List.of((long) values.size());
    }
  }

  private static class WholeSum implements Values {
    private long sum;
    private boolean overflow;
    private long count;

    @Override
    public void add(Object value) {
      try {
        sum = Math.addExact(sum, ((Number) value).longValue());
      } catch (ArithmeticException e) {
        overflow = true;
      }
      count++;
    }

    long count() {
      return count;
    }

    @Override
    public List<?> result() {
      return count == 0 || overflow ? List.of() : List.of(sum);
    }
  }

  private static final class WholeAverage extends WholeSum {
    @Override
    public List<?> result() {
      List<?> sum = super.result();
      return sum.isEmpty() ? sum : List.of((double) (Long) sum.get(0) / count());
    }
  }

  private static final class RealSum implements Values {
    private final boolean average;
    private final CompensatedSum sum = new CompensatedSum();
    private long count;

    private RealSum(boolean average) {
      this.average = average;
    }

    @Override
    public void add(Object value) {
      sum.add((Double) value);
      count++;
    }

    @Override
    public List<?> result() {
      if (count == 0) {
        return List.of();
      }
      return Evaluator.list(Arithmetic.finite(average ? sum.value() / count : sum.value()));
    }
  }

  private static final class Extreme implements Values {
    private final Comparator<Object> order;
    private final int sign;
    private Object best;

    private Extreme(Comparator<Object> order, int sign) {
      this.order = order;
      this.sign = sign;
    }

    @Override
    public void add(Object value) {
      if (best == null || sign * order.compare(value, best) > 0) {
        best = value;
      }
    }

    @Override
    public List<?> result() {
      return Evaluator.list(best);
    }
  }

  private static final class All implements Values {
    private final TreeSet<Object> values;

    private All(ValueType type) {
      values = new TreeSet<>(io.entrawatch.expression.Values.order(type));
    }

    @Override
    public void add(Object value) {
      values.add(value);
    }

    @Override
    public List<?> result() {
      return new ArrayList<>(values);
    }
  }
}
