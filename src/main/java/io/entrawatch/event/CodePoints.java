// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.util.Comparator;

/** Texts by their code points, which {@code String} itself sees as one or two {@code char}s. */
public final class CodePoints {
  /** The order by code point, which differs from {@code String}'s own outside the BMP. */
  public static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  /**
   * Whether it may act on whatever prints it, or hide in it, rather than be seen: controls (C0, C1
   * and DEL), format characters (marks of the reading direction, what has no width, tags), line and
   * paragraph separators, halves of surrogate pairs, and what Unicode has given no meaning.
   */
  public static boolean isActive(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean bothOrNone = Character.isSurrogate(x) == Character.isSurrogate(y);
        return bothOrNone ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
