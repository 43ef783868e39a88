// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.List;

/** An aggregate function over the rows of a group. Immutable; equal if it means the same. */
public interface Aggregate {
  /** In lower case: {@code count_distinct}. */
  String name();

  /** The type of the result. */
  ValueType type();

  /** Empty for {@code count(*)}. */
  List<Expression> arguments();

  /** Null where there is none. */
  Expression filter();

  /** The canonical text, see {@link Expression#text}. */
  String text();

  /** What collects the rows of one group. */
  Collector collector();

  /** Collects the rows of one group, in any order, and gives the result. */
  interface Collector {
    void add(Row row);

    /** The values of the result; multi-values (VALUES) sorted ascending. */
    List<?> result();
  }
}
