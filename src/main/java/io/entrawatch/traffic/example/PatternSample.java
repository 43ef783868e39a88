// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.example;

/**
 * A text that a pattern of LIKE or RLIKE may match: the first alternative, the fewest repetitions.
 */
final class PatternSample {
  private final String pattern;
  private int at;

  private PatternSample(String pattern) {
    this.pattern = pattern;
  }

  static String of(String pattern) {
    PatternSample sample = new PatternSample(pattern);
    return sample.alternatives();
  }

  /** Up to the end or a closing parenthesis; of several alternatives the first. */
  private String alternatives() {
    String first = sequence();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      sequence();
    }
    return first;
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      text.append(repeated(item()));
    }
    return text.toString();
  }

  private String item() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '(':
        String inner = alternatives();
        at++;
        return inner;
      case '[':
        int end = Math.max(at, pattern.indexOf(']', at));
        String set = pattern.substring(at, end);
        at = end + 1;
        return set.startsWith("^") ? "~" : set.substring(0, Math.min(1, set.length()));
      case '\\':
        return at < pattern.length() ? String.valueOf(pattern.charAt(at++)) : "";
      case '.', '?':
        return "a";
      case '*':
        return "";
      default:
        return String.valueOf(c);
    }
  }

  private String repeated(String item) {
    if (at < pattern.length() && "*?+".indexOf(pattern.charAt(at)) >= 0) {
      return pattern.charAt(at++) == '+' ? item : "";
    }
    return item;
  }
}
