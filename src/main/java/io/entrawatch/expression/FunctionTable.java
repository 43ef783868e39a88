// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.List;

/**
 * ES|QL's functions and operators by name. Operators go by their ES|QL spelling: {@code + - * / %},
 * {@code == != < <= > >=}, {@code and or not}, {@code like}, {@code rlike}, {@code in}, {@code is
 * null}, {@code is not null}, {@code neg}, {@code :}; casts ({@code ::}) are {@code to_...} functions.
 */
public final class FunctionTable {
  private FunctionTable() {}

  /** Whether there is a scalar function or operator of this name, in lower case. */
  public static boolean isFunction(String name) {
    throw new UnsupportedOperationException("esql-1 builds this");
  }

  /** Whether there is an aggregate of this name, in lower case. */
  public static boolean isAggregate(String name) {
    throw new UnsupportedOperationException("esql-1 builds this");
  }

  /**
   * The call of a function, typed. Constant arguments are folded.
   *
   * @throws TypeMismatch if the engine would refuse the call: number or types of the arguments, a
   *     pattern that does not compile, an argument that has to be constant and is not
   */
  public static Expression call(String name, List<Expression> arguments) throws TypeMismatch {
    throw new UnsupportedOperationException("esql-1 builds this");
  }

  /**
   * An aggregate.
   *
   * @param filter what follows {@code WHERE} within STATS; null where there is none
   * @throws TypeMismatch if the engine would refuse it
   */
  public static Aggregate aggregate(String name, List<Expression> arguments, Expression filter)
      throws TypeMismatch {
    throw new UnsupportedOperationException("esql-1 builds this");
  }
}
