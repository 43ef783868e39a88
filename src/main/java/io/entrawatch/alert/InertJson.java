// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.event.CodePoints;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * JSON that does nothing to what prints it. JSON lets a text hold a terminal's one-byte escape or a
 * mark that turns the reading direction; here they stand as their escapes, which every reader of
 * JSON takes for the same text.
 */
public final class InertJson {
  private static final HexFormat HEX = HexFormat.of();

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
      done = document.offsetByCodePoints(active, 1);
      for (int i = active; i < done; i++) {
        inert.append("\\u").append(HEX.toHexDigits(document.charAt(i)));
      }
    }
    inert.append(document, done, document.length());
    return inert.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int nextActive(String document, int from) {
    for (int i = from; i < document.length(); ) {
      int codePoint = document.codePointAt(i);
      if (codePoint >= 0x7f && CodePoints.isActive(codePoint)) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return -1;
  }
}
