// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

/**
 * A text pattern. {@code *} stands for any number of characters, {@code ?} for one, any other
 * character for itself. A sender cannot make it run without end, as with a regular expression: a
 * match takes at most the product of the two lengths.
 */
record Wildcard(String pattern) {

  boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && takes(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        // Only the last star has to be tried again: another length for an earlier one cannot help.
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean takes(char pattern, char text) {
    return pattern == '?' || pattern == text;
  }
}
