// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import java.util.Locale;

/**
 * A token of a query.
 *
 * @param text what it stands for: of a quoted name or a string without quotes and escapes
 * @param start where it begins in the text
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String text, Position position, int start, int end) {
  enum Kind {
    /** A name's part, or a keyword. */
    WORD,
    /** A name's part in backticks. */
    QUOTED_WORD,
    STRING,
    INTEGER,
    DECIMAL,
    SYMBOL,
    /** The end of the text. */
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_WORD;
  }

  String lowerCase() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** For messages. */
  String shown() {
    return kind == Kind.END ? "the end of the query" : "'" + text + "'";
  }
}
