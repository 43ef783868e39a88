// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * The patterns of LIKE and RLIKE, and Java's of REPLACE and SPLIT, as regular expressions that take
 * time in proportion to the text (RE2).
 */
final class Patterns {
  private static final int LONGEST = 4_096;
  private static final long MOST_REPETITIONS = 10_000;
  private static final String ANY = "(?s:.)";

  private Patterns() {}

  /** {@code *} is any text, {@code ?} a character, a backslash takes their meaning away. */
  static Pattern like(String pattern) throws TypeMismatch {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i += Character.charCount(pattern.codePointAt(i))) {
      int c = pattern.codePointAt(i);
      if (c == '*') {
        regex.append(ANY).append('*');
      } else if (c == '?') {
        regex.append(ANY);
      } else if (c == '\\') {
        i++;
        if (i >= pattern.length() || "*?\\".indexOf(pattern.charAt(i)) < 0) {
          throw new TypeMismatch(
              "LIKE: a backslash stands in front of *, ? or another backslash; write \\\\ for a"
                  + " backslash");
        }
        regex.append(Pattern.quote(pattern.substring(i, i + 1)));
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    return compile("LIKE", regex.toString());
  }

  /** Lucene's regular expressions, with all of its operators but {@code ~ & <>}. */
  static Pattern rlike(String pattern) throws TypeMismatch {
    StringBuilder regex = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
        if (i >= pattern.length()) {
          throw new TypeMismatch("RLIKE: the pattern ends with a backslash; remove it");
        }
        char next = pattern.charAt(i);
        boolean meansClass = "dDsSwW".indexOf(next) >= 0;
        regex.append(
            meansClass ? "\\" + next : Pattern.quote(Character.toString(codePoint(pattern, i))));
        i += Character.charCount(codePoint(pattern, i)) - 1;
      } else if (inClass) {
        inClass = c != ']';
        regex.append(c == '[' ? "\\[" : String.valueOf(c));
      } else {
        switch (c) {
          case '[' -> {
            inClass = true;
            regex.append(c);
            if (i + 1 < pattern.length() && pattern.charAt(i + 1) == '^') {
              regex.append('^');
              i++;
            }
          }
          case '.' -> regex.append(ANY);
          case '@' -> regex.append(ANY).append('*');
          case '#' -> regex.append("[^\\x00-\\x{10FFFF}]");
          case '"' -> {
            int end = pattern.indexOf('"', i + 1);
            if (end < 0) {
              throw new TypeMismatch(
                  "RLIKE: a quote in the pattern is not closed; write \\\" for a quote");
            }
            regex.append("(?:").append(Pattern.quote(pattern.substring(i + 1, end))).append(')');
            i = end;
          }
          case '~', '&', '<' ->
              throw new TypeMismatch(
                  "RLIKE: the operator "
                      + c
                      + " of Lucene is not supported; write \\\\"
                      + c
                      + " for the character");
          case '^', '$' -> regex.append('\\').append(c);
          default -> regex.append(c);
        }
      }
    }
    return compile("RLIKE", regex.toString());
  }

  private static int codePoint(String text, int at) {
    return text.codePointAt(at);
  }

  /** A regular expression as Java has it, as far as RE2 does. */
  static Pattern java(String function, String pattern) throws TypeMismatch {
    return compile(function, pattern);
  }

  private static Pattern compile(String function, String regex) throws TypeMismatch {
    if (regex.length() > LONGEST || repetitions(regex) > MOST_REPETITIONS) {
      throw new TypeMismatch(function + ": the pattern is too large; shorten it");
    }
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new TypeMismatch(function + ": " + e.getDescription() + "; mend the pattern");
    }
  }

  /** The product of all counted repetitions: how far the pattern may unfold at most. */
  private static long repetitions(String regex) {
    Matcher counts = COUNTED.matcher(regex);
    long product = 1;
    while (counts.find() && product <= MOST_REPETITIONS) {
      String most = counts.group(2) == null ? counts.group(1) : counts.group(2);
      product *= Math.max(1, most.length() > 6 ? MOST_REPETITIONS : Long.parseLong(most));
    }
    return product;
  }

  private static final Pattern COUNTED = Pattern.compile("\\{(\\d+)(?:,(\\d+)?)?\\}");
}
