// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import io.entrawatch.event.CodePoints;

/**
 * A setting, an argument or a path that cannot be used. The message is one line that names what was
 * given and the remedy, fit to be shown as it is; it never holds a secret. The process's exit code
 * for it is 2.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_QUOTE = 120;

  public SettingsException(String message) {
    super(oneLine(message));
  }

  /** The text in quotes, cut to a length that can be read, for use in a message. */
  public static String quoted(String text) {
    String cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    return '"' + cut + '"';
  }

  /**
   * The text as a terminal and a log may see it: one line, with a space for any run of {@link
   * CodePoints#isActive active} characters.
   */
  public static String oneLine(String message) {
    StringBuilder line = new StringBuilder(message.length());
    boolean active = false;
    for (int codePoint : message.codePoints().toArray()) {
      boolean another = CodePoints.isActive(codePoint);
      if (!another) {
        line.appendCodePoint(codePoint);
      } else if (!active) {
        line.append(' ');
      }
      active = another;
    }
    return line.toString().strip();
  }
}
