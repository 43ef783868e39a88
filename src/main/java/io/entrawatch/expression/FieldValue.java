// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import io.entrawatch.event.Field;
import java.util.List;

/** The values of a field of the event. */
public record FieldValue(Field field, ValueType type) implements Expression {
  @Override
  public List<?> evaluate(Row row) {
    return row.field(field);
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public String text() {
    return field.path();
  }
}
