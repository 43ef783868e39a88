// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

/**
 * A pattern of text: {@code *} stands for any characters or none, {@code ?} for one, everything
 * else for itself. Unlike a regular expression it cannot be made to run for ever: matching takes at
 * most the product of the two lengths.
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
        // Only the last star has to be tried again: what an earlier one took cannot help.
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
