// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ES|QL's functions and operators by name. Operators go by their ES|QL spelling: {@code + - * / %},
 * {@code == != < <= > >=}, {@code and or not}, {@code like}, {@code rlike}, {@code in}, {@code is
 * null}, {@code is not null}, {@code neg} (minus), and casts as {@code ::long}.
 *
 * <p>Source: Elasticsearch 8.19, asked by ExpressionParityIT.
 */
public final class FunctionTable {
  private static final Map<String, Typing> FUNCTIONS = new HashMap<>();

  static {
    FUNCTIONS.putAll(Logic.FUNCTIONS);
    FUNCTIONS.putAll(Comparisons.FUNCTIONS);
    FUNCTIONS.putAll(Arithmetic.FUNCTIONS);
    FUNCTIONS.putAll(TextFunctions.FUNCTIONS);
    FUNCTIONS.putAll(Conversions.FUNCTIONS);
    FUNCTIONS.putAll(TimeFunctions.FUNCTIONS);
    FUNCTIONS.putAll(MultiValueFunctions.FUNCTIONS);
    FUNCTIONS.putAll(AddressFunctions.FUNCTIONS);
  }

  private FunctionTable() {}

  /** Types a call. */
  interface Typing {
    Expression call(String name, List<Expression> arguments) throws TypeMismatch;
  }

  /** Whether there is a scalar function or operator of this name, in lower case. */
  public static boolean isFunction(String name) {
    return FUNCTIONS.containsKey(name);
  }

  /** Whether there is an aggregate of this name, in lower case. */
  public static boolean isAggregate(String name) {
    return Aggregates.isAggregate(name);
  }

  /**
   * The call of a function, typed. Constant arguments are folded.
   *
   * @throws TypeMismatch if the engine would refuse the call: number or types of the arguments, a
   *     pattern that does not compile, an argument that has to be constant and is not
   */
  public static Expression call(String name, List<Expression> arguments) throws TypeMismatch {
    Typing typing = FUNCTIONS.get(name);
    if (typing == null) {
      throw new TypeMismatch("there is no function " + name);
    }
    Expression call = typing.call(name, arguments);
    boolean constant = arguments.stream().allMatch(Literal.class::isInstance);
    return constant && !(call instanceof Literal)
        ? new Literal(call.type(), call.evaluate(null))
        : call;
  }

  /**
   * An aggregate.
   *
   * @param filter what follows {@code WHERE} within STATS; null where there is none
   * @throws TypeMismatch if the engine would refuse it
   */
  public static Aggregate aggregate(String name, List<Expression> arguments, Expression filter)
      throws TypeMismatch {
    return Aggregates.of(name, arguments, filter);
  }
}
