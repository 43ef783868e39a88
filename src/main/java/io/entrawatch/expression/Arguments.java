// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Checks of a call's arguments, with the words to refuse it. */
final class Arguments {
  private Arguments() {}

  static void count(String name, List<Expression> arguments, int least, int most)
      throws TypeMismatch {
    if (arguments.size() < least || arguments.size() > most) {
      String wanted = least == most ? String.valueOf(least) : least + " to " + most;
      throw new TypeMismatch(name + " takes " + wanted + " arguments, not " + arguments.size());
    }
  }

  /** The argument has one of the types, or is null. */
  static void type(String name, Expression argument, ValueType... types) throws TypeMismatch {
    if (argument.type() != ValueType.NULL && !Arrays.asList(types).contains(argument.type())) {
      throw new TypeMismatch(
          name
              + " takes "
              + Arrays.stream(types).map(ValueType::id).collect(Collectors.joining(" or "))
              + ", not "
              + argument.type().id());
    }
  }

  static void number(String name, Expression argument) throws TypeMismatch {
    type(name, argument, ValueType.INTEGER, ValueType.LONG, ValueType.DOUBLE);
  }

  static void wholeNumber(String name, Expression argument) throws TypeMismatch {
    type(name, argument, ValueType.INTEGER, ValueType.LONG);
  }

  static void text(String name, Expression argument) throws TypeMismatch {
    type(name, argument, ValueType.KEYWORD);
  }

  /** The value of an argument that has to be a constant; null if it is the constant null. */
  static Object constant(String name, Expression argument) throws TypeMismatch {
    if (argument instanceof Literal literal && literal.values().size() <= 1) {
      return literal.value();
    }
    throw new TypeMismatch(name + " takes a constant there");
  }

  static String constantText(String name, Expression argument) throws TypeMismatch {
    text(name, argument);
    return (String) constant(name, argument);
  }
}
