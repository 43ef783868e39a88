// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import io.entrawatch.language.esql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits the text of a query into tokens. */
final class Lexer {
  private static final String[] SYMBOLS = {
    "==", "!=", "<=", ">=", "::", "<", ">", "=", "+", "-", "*", "/", "%", ":", ",", ".", "(", ")",
    "[", "]", "|", "?", "{", "}"
  };

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens, the last of which is the end. */
  static List<Token> tokens(String text) throws QueryRefused {
    Lexer lexer = new Lexer(text);
    while (lexer.skipToToken()) {
      lexer.token();
    }
    lexer.add(Kind.END, "", lexer.here(), text.length());
    return lexer.tokens;
  }

  private Position here() {
    return new Position(line, at - lineStart + 1);
  }

  private void add(Kind kind, String value, Position position, int start) {
    tokens.add(new Token(kind, value, position, start, at));
  }

  /** Goes over spaces and comments; comments in {@code /*} may hold others. */
  private boolean skipToToken() throws QueryRefused {
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else if (Character.isWhitespace(text.charAt(at))) {
        step();
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipComment() throws QueryRefused {
    Position start = here();
    int depth = 0;
    do {
      if (at >= text.length()) {
        throw new QueryRefused(start, "the comment does not end; close it with */");
      }
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        step();
      }
    } while (depth > 0);
  }

  private void step() {
    if (text.charAt(at) == '\n') {
      line++;
      lineStart = at + 1;
    }
    at++;
  }

  private void token() throws QueryRefused {
    char c = text.charAt(at);
    if (text.startsWith("\"\"\"", at)) {
      rawString();
    } else if (c == '"') {
      string();
    } else if (c == '`') {
      quotedWord();
    } else if (isDigit(c)) {
      number();
    } else if (isLetter(c) || c == '_' || c == '@') {
      Position position = here();
      int start = at;
      do {
        at++;
      } while (at < text.length() && isWordPart(text.charAt(at)));
      add(Kind.WORD, text.substring(start, at), position, start);
    } else {
      symbol();
    }
  }

  private static boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Three quotes; nothing is escaped, and up to two quotes more may stand at the end. */
  private void rawString() throws QueryRefused {
    Position position = here();
    int start = at;
    int end = text.indexOf("\"\"\"", at + 3);
    if (end < 0 || text.substring(at, end).indexOf('\n') >= 0) {
      throw new QueryRefused(
          position, "the text does not end on its line; close it with three quotes");
    }
    while (text.startsWith("\"\"\"", end + 1)) {
      end++;
    }
    String value = text.substring(at + 3, end);
    at = end + 3;
    add(Kind.STRING, value, position, start);
  }

  private void string() throws QueryRefused {
    Position position = here();
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c == '\\') {
        at++;
        value.append(escaped(position));
      } else {
        value.append(c);
      }
      at++;
    }
    if (at >= text.length() || text.charAt(at) != '"') {
      throw new QueryRefused(position, "the text does not end on its line; close it with a quote");
    }
    at++;
    add(Kind.STRING, value.toString(), position, start);
  }

  private char escaped(Position position) throws QueryRefused {
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case '"', '\\' -> c;
      default ->
          throw new QueryRefused(
              position,
              "\\"
                  + c
                  + " is no escape in a text; write \\\\ for a backslash, or use three quotes");
    };
  }

  private void quotedWord() throws QueryRefused {
    Position position = here();
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      if (text.charAt(at) == '`') {
        if (!text.startsWith("``", at)) {
          at++;
          add(Kind.QUOTED_WORD, value.toString(), position, start);
          return;
        }
        at++;
      }
      value.append(text.charAt(at));
      step();
    }
    throw new QueryRefused(position, "the name does not end; close it with a backtick");
  }

  private void number() {
    Position position = here();
    int start = at;
    digits();
    boolean decimal =
        at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1));
    if (decimal) {
      at++;
      digits();
    }
    int exponent = at;
    if (exponent < text.length() && (text.charAt(exponent) | ' ') == 'e') {
      exponent++;
      if (exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0) {
        exponent++;
      }
      if (exponent < text.length() && isDigit(text.charAt(exponent))) {
        at = exponent;
        digits();
        decimal = true;
      }
    }
    add(decimal ? Kind.DECIMAL : Kind.INTEGER, text.substring(start, at), position, start);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void symbol() throws QueryRefused {
    Position position = here();
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        int start = at;
        at += symbol.length();
        add(Kind.SYMBOL, symbol, position, start);
        return;
      }
    }
    int c = text.codePointAt(at);
    throw new QueryRefused(
        position, "'" + Character.toString(c) + "' has no meaning here; remove it");
  }
}
