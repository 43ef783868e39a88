// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import java.util.List;

/** An expression as it is written, before names and types are known. */
sealed interface Syntax {
  Span span();

  default Position position() {
    return span().position();
  }

  /**
   * Where it stands.
   *
   * @param start in the text of the query
   * @param end exclusive
   */
  record Span(String query, int start, int end, Position position) {
    /** The text of it, which names a column that bears no name of its own. */
    String text() {
      return query.substring(start, end);
    }
  }

  /** A field or column. */
  record Name(String path, Span span) implements Syntax {}

  /** A text, a number, true or false, or null. */
  record Constant(Object value, Span span) implements Syntax {}

  /** An amount of time: {@code 30 minutes}. */
  record Time(long amount, String unit, Span span) implements Syntax {}

  /** A call of a function, or of an operator by its spelling. */
  record Call(String function, List<Syntax> arguments, Span span) implements Syntax {
    /** The only argument of {@code count(*)}. */
    static final String STAR = "*";
  }

  /** A list of values in parentheses or brackets. */
  record Values(List<Syntax> values, Span span) implements Syntax {}
}
