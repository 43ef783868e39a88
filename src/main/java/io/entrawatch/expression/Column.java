// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.List;

/**
 * A column that a command made, by its index.
 *
 * @param name for messages; no part of the meaning
 */
public record Column(int index, String name, ValueType type) implements Expression {
  @Override
  public List<?> evaluate(Row row) {
    return row.column(index);
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public String text() {
    return "#" + index;
  }
}
