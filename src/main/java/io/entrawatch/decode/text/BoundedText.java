// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.io.IOException;
import java.util.Arrays;

/** A text that is put together piece by piece; only its first bytes are kept. */
final class BoundedText {
  private final int maxBytes;
  private final long line;
  private byte[] bytes = new byte[1024];
  private int kept;
  private long length;

  /** How many line breaks it ends with, in bytes: they are no part of it. */
  private long breaks;

  /** A text that begins where the window does. */
  BoundedText(int maxBytes, ByteWindow window) {
    this.maxBytes = maxBytes;
    this.line = window.line();
  }

  /** Moves the first bytes of the window over. */
  void take(ByteWindow window, int count) throws IOException {
    int more = Math.min(count, maxBytes - kept);
    if (kept + more > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, maxBytes);
      bytes = Arrays.copyOf(bytes, Math.max(kept + more, doubled));
    }
    window.copy(more, bytes, kept);
    kept += more;
    length += count;
    int run = 0;
    while (run < count && isBreak(window.get(count - 1 - run))) {
      run++;
    }
    breaks = run == count ? breaks + run : run;
    window.skip(count);
  }

  private static boolean isBreak(int b) {
    return b == '\n' || b == '\r';
  }

  /** Moves the rest of the line over, with its end. */
  void takeLine(ByteWindow window) throws IOException {
    int end = window.lineEnd(ByteWindow.CHUNK);
    while (end == ByteWindow.CHUNK && window.get(end) != '\n') {
      take(window, end);
      end = window.lineEnd(ByteWindow.CHUNK);
    }
    take(window, window.get(end) == '\n' ? end + 1 : end);
  }

  boolean isTooLong() {
    return length - breaks > maxBytes;
  }

  /** The text, which was not closed: a damage of the file where it ends is its own. */
  FileText openText(ByteWindow window) throws IOException {
    return text(window.get(0) == ByteWindow.END && breaks == 0 ? window.damage() : null);
  }

  FileText text(CompressedFile.Damaged damage) {
    long own = length - breaks;
    return new FileText(Arrays.copyOf(bytes, (int) Math.min(kept, own)), own, line, damage);
  }
}
