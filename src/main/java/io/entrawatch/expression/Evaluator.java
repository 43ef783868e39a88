// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.ArrayList;
import java.util.List;

/** How a call is evaluated. */
interface Evaluator {
  List<?> evaluate(List<Expression> arguments, Row row);

  /** Of one value; null stands for null. */
  interface One {
    Object apply(Object value);
  }

  /** Of two values; null stands for null. */
  interface Two {
    Object apply(Object first, Object second);
  }

  /** Of any number of values, one of each argument; null stands for null. */
  interface Many {
    Object apply(Object[] values);
  }

  /** A result that may be null, as a list. */
  static List<?> list(Object value) {
    return value == null ? List.of() : List.of(value);
  }

  /** A function of a single value; of null and of a multi-value it is null. */
  static Evaluator one(One function) {
    return (arguments, row) -> {
      List<?> values = arguments.get(0).evaluate(row);
      return values.size() == 1 ? list(function.apply(values.get(0))) : List.of();
    };
  }

  /** A function of two single values; if one is null or a multi-value it is null. */
  static Evaluator two(Two function) {
    return (arguments, row) -> {
      List<?> first = arguments.get(0).evaluate(row);
      if (first.size() != 1) {
        return List.of();
      }
      List<?> second = arguments.get(1).evaluate(row);
      return second.size() == 1 ? list(function.apply(first.get(0), second.get(0))) : List.of();
    };
  }

  /** A function of single values; if one is null or a multi-value it is null. */
  static Evaluator many(Many function) {
    return (arguments, row) -> {
      Object[] values = new Object[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        List<?> list = arguments.get(i).evaluate(row);
        if (list.size() != 1) {
          return List.of();
        }
        values[i] = list.get(0);
      }
      return list(function.apply(values));
    };
  }

  /** A function that is applied to each value of a multi-value; values without a result go. */
  static Evaluator each(One function) {
    return (arguments, row) -> {
      List<?> values = arguments.get(0).evaluate(row);
      if (values.size() == 1) {
        return list(function.apply(values.get(0)));
      }
      List<Object> results = new ArrayList<>(values.size());
      for (Object value : values) {
        Object result = function.apply(value);
        if (result != null) {
          results.add(result);
        }
      }
      return results;
    };
  }
}
