// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import io.entrawatch.decode.shape.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message, or a text inside a message, as bytes.
 *
 * @param around the surrounding text; null for a message
 * @param from its first byte, as an offset in the surrounding text
 * @param to the offset after its last byte
 */
record OpenedText(byte[] bytes, OpenedText around, int from, int to) {
  static OpenedText message(byte[] bytes) {
    return new OpenedText(bytes, null, 0, bytes.length);
  }

  /** The text that is encoded within these bounds. */
  OpenedText spelled(String text, int start, int end) {
    byte[] own = JsonText.stripped(text).getBytes(StandardCharsets.UTF_8);
    return new OpenedText(own, this, start, end);
  }

  boolean isMessage() {
    return around == null;
  }

  /**
   * The bytes of the message that contain this part. If the part is one of several in a text, the
   * bytes of the decoded text instead.
   */
  byte[] original(int start, int end) {
    return !isMessage() && start == 0 && end == bytes.length
        ? around.original(from, to)
        : Arrays.copyOfRange(bytes, start, end);
  }

  /** Whether the text occurs exactly once within the bounds. */
  boolean hasOnce(String text, int start, int end) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    int count = 0;
    for (int at = start; at <= end - wanted.length && count < 2; at++) {
      boolean matches =
          bytes[at] == wanted[0]
              && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
      count += matches ? 1 : 0;
    }
    return count == 1;
  }
}
