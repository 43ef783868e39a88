// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import java.util.List;

/** An expression as it is written, before names and types are known. */
sealed interface Syntax {
  Position position();

  /** The text of it, which names a column that bears no name of its own. */
  String source();

  /** A field or column. */
  record Name(String path, Position position, String source) implements Syntax {}

  /** A text, a number, true or false, or null. */
  record Constant(Object value, Position position, String source) implements Syntax {}

  /** An amount of time: {@code 30 minutes}. */
  record Time(long amount, String unit, Position position, String source) implements Syntax {}

  /** A call of a function, or of an operator by its spelling. */
  record Call(String function, List<Syntax> arguments, Position position, String source)
      implements Syntax {
    /** The only argument of {@code count(*)}. */
    static final String STAR = "*";
  }

  /** A list of values in parentheses or brackets. */
  record Values(List<Syntax> values, Position position, String source) implements Syntax {}
}
