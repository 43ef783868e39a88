// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.List;

/** A constant: null, a value or several. */
public record Literal(ValueType type, List<?> values) implements Expression {
  public static final Literal NULL = new Literal(ValueType.NULL, List.of());
  public static final Literal TRUE = of(true);
  public static final Literal FALSE = of(false);

  public Literal {
    values = List.copyOf(values);
  }

  public static Literal of(String value) {
    return new Literal(ValueType.KEYWORD, List.of(value));
  }

  public static Literal of(boolean value) {
    return new Literal(ValueType.BOOLEAN, List.of(value));
  }

  public static Literal of(int value) {
    return new Literal(ValueType.INTEGER, List.of(value));
  }

  /** The only value; null where there is none or several. */
  public Object value() {
    return values.size() == 1 ? values.get(0) : null;
  }

  @Override
  public List<?> evaluate(Row row) {
    return values;
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public String text() {
    if (values.isEmpty()) {
      return "null";
    }
    StringBuilder text = new StringBuilder(type.id());
    for (Object value : values) {
      String spelled = value.toString();
      text.append(':').append(spelled.length()).append(':').append(spelled);
    }
    return text.toString();
  }
}
