// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.List;

/**
 * An expression with a type, evaluated with ES|QL's semantics: three-valued logic, fields with
 * several values. Immutable; equal if it means the same by construction.
 */
public interface Expression {
  ValueType type();

  /**
   * The values in this row, in the order in which ES|QL holds them; empty for null, more than one
   * for a multi-value. Their class is that of {@link #type}. Never throws for a value: what ES|QL
   * answers with null and a warning is null here.
   */
  List<?> evaluate(Row row);

  /** The expressions that it is made of, in order. */
  List<Expression> children();

  /**
   * The canonical text: the same for the same meaning by construction, whatever the spelling of the
   * rule (case of keywords, spaces, comments, kinds of quotes). Part of plan hashes.
   */
  String text();
}
