// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.List;
import java.util.stream.Collectors;

/** The call of a function or an operator. */
public final class Call implements Expression {
  private final String name;
  private final List<Expression> arguments;
  private final ValueType type;
  private final Evaluator evaluator;

  Call(String name, List<Expression> arguments, ValueType type, Evaluator evaluator) {
    this.name = name;
    this.arguments = List.copyOf(arguments);
    this.type = type;
    this.evaluator = evaluator;
  }

  /** Of the function in lower case, or of the operator as ES|QL spells it. */
  public String name() {
    return name;
  }

  @Override
  public ValueType type() {
    return type;
  }

  @Override
  public List<?> evaluate(Row row) {
    return evaluator.evaluate(arguments, row);
  }

  @Override
  public List<Expression> children() {
    return arguments;
  }

  @Override
  public String text() {
    return arguments.stream()
        .map(Expression::text)
        .collect(Collectors.joining(",", name + "(", ")"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Call call
        && name.equals(call.name)
        && type == call.type
        && arguments.equals(call.arguments);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + arguments.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
