// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import java.nio.charset.StandardCharsets;

/**
 * JSON that does nothing to what prints it. JSON lets a text hold a terminal's one-byte escape or a
 * mark that turns the reading direction; here they stand as their escapes, which every reader of
 * JSON takes for the same text.
 */
public final class InertJson {
  private InertJson() {}

  /** The document, well-formed JSON, in UTF-8. */
  public static byte[] bytes(String document) {
    int active = nextActive(document, 0);
    if (active < 0) {
      return document.getBytes(StandardCharsets.UTF_8);
    }
    StringBuilder inert = new StringBuilder(document.length() + 32);
    int done = 0;
    for (; active >= 0; active = nextActive(document, done)) {
      inert.append(document, done, active);
      inert.append(String.format("\\u%04x", (int) document.charAt(active)));
      done = active + 1;
    }
    inert.append(document, done, document.length());
    return inert.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int nextActive(String document, int from) {
    for (int i = from; i < document.length(); i++) {
      if (document.charAt(i) >= 0x7f && isActive(document.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /** What is lower, a serializer escapes by itself. */
  private static boolean isActive(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
