// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink;

import io.entrawatch.event.CodePoints;

/**
 * Makes text that an attacker may have written fit to be shown: characters that move the cursor,
 * colour the screen, break the line or turn the reading direction become visible escapes, and long
 * text is cut with an ellipsis. Widths are in terminal columns.
 */
public final class SafeText {
  private static final String ELLIPSIS = "…";

  private SafeText() {}

  /**
   * The text with every {@link CodePoints#isActive active} character as {@code \}{@code uXXXX};
   * null stays null.
   */
  public static String visible(String text) {
    return text == null ? null : visible(text, Integer.MAX_VALUE);
  }

  /** As {@link #visible(String)}, and no wider than {@code width} columns, 1 at least. */
  public static String visible(String text, int width) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), 256));
    int used = 0;
    int fits = 0; // how much of the output leaves room for the ellipsis
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      String shown =
          CodePoints.isActive(codePoint) ? escape(codePoint) : Character.toString(codePoint);
      used += CodePoints.isActive(codePoint) ? shown.length() : columns(codePoint);
      if (used > width) {
        out.setLength(fits);
        return out.append(ELLIPSIS).toString();
      }
      out.append(shown);
      if (used < width) {
        fits = out.length();
      }
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }

  /** Cuts text that is already visible to {@code width} columns. */
  public static String cut(String visible, int width) {
    return width(visible) <= width ? visible : visible(visible, width);
  }

  /** How many terminal columns text takes that is already visible. */
  public static int width(String visible) {
    return visible.codePoints().map(SafeText::columns).sum();
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          Character.isBmpCodePoint(codePoint)
              ? String.format("\\u%04x", codePoint)
              : String.format("\\u{%x}", codePoint);
    };
  }

  // Wide where terminals draw two columns. A combining mark counts as one although it takes none: a
  // line may come out short, never long.
  private static int columns(int codePoint) {
    boolean wide =
        (codePoint >= 0x1100 && codePoint <= 0x115f)
            || (codePoint >= 0x2e80 && codePoint <= 0xa4cf && codePoint != 0x303f)
            || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
            || (codePoint >= 0xf900 && codePoint <= 0xfaff)
            || (codePoint >= 0xfe30 && codePoint <= 0xfe6f)
            || (codePoint >= 0xff00 && codePoint <= 0xff60)
            || (codePoint >= 0xffe0 && codePoint <= 0xffe6)
            || (codePoint >= 0x1f300 && codePoint <= 0x1faff)
            || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
    return wide ? 2 : 1;
  }
}
