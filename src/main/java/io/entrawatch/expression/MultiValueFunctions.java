// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import io.entrawatch.expression.FunctionTable.Typing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Functions of multi-values. Of null they are null. */
final class MultiValueFunctions {
  static final Map<String, Typing> FUNCTIONS = new HashMap<>();

  static {
    FUNCTIONS.put("mv_first", (name, a) -> same(name, a, (all, order) -> all.subList(0, 1)));
    FUNCTIONS.put(
        "mv_last",
        (name, a) -> same(name, a, (all, order) -> all.subList(all.size() - 1, all.size())));
    FUNCTIONS.put(
        "mv_min", (name, a) -> same(name, a, (all, order) -> List.of(Collections.min(all, order))));
    FUNCTIONS.put(
        "mv_max", (name, a) -> same(name, a, (all, order) -> List.of(Collections.max(all, order))));
    FUNCTIONS.put(
        "mv_dedupe",
        (name, a) -> same(name, a, (all, order) -> List.copyOf(new LinkedHashSet<>(all))));
    FUNCTIONS.put("mv_count", MultiValueFunctions::count);
    FUNCTIONS.put("mv_sort", MultiValueFunctions::sort);
    FUNCTIONS.put("mv_slice", MultiValueFunctions::slice);
    FUNCTIONS.put("mv_append", MultiValueFunctions::append);
    FUNCTIONS.put("mv_concat", MultiValueFunctions::concat);
    FUNCTIONS.put("mv_sum", MultiValueFunctions::sum);
    FUNCTIONS.put("mv_avg", MultiValueFunctions::average);
  }

  private MultiValueFunctions() {}

  private interface OfValues {
    List<?> apply(List<Object> values, Comparator<Object> order);
  }

  /** A function whose result has the type of its argument. */
  private static Expression same(String name, List<Expression> arguments, OfValues function)
      throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    ValueType type = arguments.get(0).type();
    if (type.isTime()) {
      throw new TypeMismatch(name + " does not take an amount of time");
    }
    Comparator<Object> order = Values.order(type);
    return new Call(
        name,
        arguments,
        type,
        (all, row) -> {
          List<?> values = all.get(0).evaluate(row);
          return values.isEmpty() ? values : function.apply(List.copyOf(values), order);
        });
  }

  private static Expression count(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    return new Call(
        name,
        arguments,
        ValueType.INTEGER,
        (all, row) -> {
          int size = all.get(0).evaluate(row).size();
          return size == 0 ? List.of() : List.of(size);
        });
  }

  private static Expression sort(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 1, 2);
    ValueType type = arguments.get(0).type();
    String order = arguments.size() == 1 ? "asc" : Arguments.constantText(name, arguments.get(1));
    if (!"asc".equalsIgnoreCase(order) && !"desc".equalsIgnoreCase(order)) {
      throw new TypeMismatch(name + " takes \"asc\" or \"desc\" as its second argument");
    }
    Comparator<Object> ascending = Values.order(type);
    Comparator<Object> wanted = "asc".equalsIgnoreCase(order) ? ascending : ascending.reversed();
    return new Call(
        name,
        arguments,
        type,
        (all, row) ->
            all.get(0).evaluate(row).stream().sorted(wanted).collect(Collectors.toList()));
  }

  /** From one index to another, both inclusive, from 0; below 0 from the end. */
  private static Expression slice(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 2, 3);
    for (Expression index : arguments.subList(1, arguments.size())) {
      Arguments.type(name, index, ValueType.INTEGER);
      if (Arguments.constant(name, index) == null) {
        throw new TypeMismatch(name + " takes an index, not null");
      }
    }
    int start = (Integer) Arguments.constant(name, arguments.get(1));
    int end = arguments.size() == 2 ? start : (Integer) Arguments.constant(name, arguments.get(2));
    if (start > end && (start < 0) == (end < 0)) {
      throw new TypeMismatch(name + ": the second index is before the first; swap them");
    }
    return new Call(
        name,
        arguments,
        arguments.get(0).type(),
        (all, row) -> {
          List<?> values = all.get(0).evaluate(row);
          int first = start < 0 ? Math.max(0, values.size() + start) : start;
          int last = Math.min(values.size() - 1, end < 0 ? values.size() + end : end);
          return first > last ? List.of() : List.copyOf(values.subList(first, last + 1));
        });
  }

  private static Expression append(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 2, 2);
    return new Call(
        name,
        arguments,
        Logic.common(name, arguments),
        (all, row) -> {
          List<?> first = all.get(0).evaluate(row);
          List<?> second = all.get(1).evaluate(row);
          if (first.isEmpty() || second.isEmpty()) {
            return List.of();
          }
          List<Object> both = new ArrayList<>(first);
          both.addAll(second);
          return both;
        });
  }

  private static Expression concat(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 2, 2);
    Arguments.text(name, arguments.get(0));
    Arguments.text(name, arguments.get(1));
    return new Call(
        name,
        arguments,
        ValueType.KEYWORD,
        (all, row) -> {
          List<?> values = all.get(0).evaluate(row);
          List<?> delimiter = all.get(1).evaluate(row);
          if (values.isEmpty() || delimiter.size() != 1) {
            return List.of();
          }
          return List.of(
              values.stream()
                  .map(Object::toString)
                  .collect(Collectors.joining((String) delimiter.get(0))));
        });
  }

  private static Expression sum(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    Arguments.number(name, arguments.get(0));
    ValueType type = arguments.get(0).type();
    return new Call(
        name,
        arguments,
        type,
        (all, row) -> {
          List<?> values = all.get(0).evaluate(row);
          return values.isEmpty() ? values : Evaluator.list(sum(type, values));
        });
  }

  private static Object sum(ValueType type, List<?> values) {
    if (type == ValueType.DOUBLE) {
      return Arithmetic.finite(compensatedSum(values));
    }
    try {
      long sum = 0;
      for (Object value : values) {
        sum = Math.addExact(sum, ((Number) value).longValue());
      }
      return type == ValueType.LONG ? (Object) sum : Math.toIntExact(sum);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  static double compensatedSum(List<?> values) {
    CompensatedSum sum = new CompensatedSum();
    values.forEach(value -> sum.add(Values.toDouble(value)));
    return sum.value();
  }

  private static Expression average(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    Arguments.number(name, arguments.get(0));
    return new Call(
        name,
        arguments,
        ValueType.DOUBLE,
        (all, row) -> {
          List<?> values = all.get(0).evaluate(row);
          return values.isEmpty()
              ? values
              : Evaluator.list(Arithmetic.finite(compensatedSum(values) / values.size()));
        });
  }
}
