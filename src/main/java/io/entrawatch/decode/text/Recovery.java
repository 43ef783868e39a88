// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.io.IOException;

/**
 * Reads over what belongs to a damaged value: up to the next line that begins a whole one. Commas
 * and closing brackets in front of that are the damaged one's.
 *
 * <p>What is written further to the right than the damaged value is taken to stand within it, so
 * that its parts are not read for records.
 */
final class Recovery {
  /** As much may stand in front of a value in its line. */
  private static final int LONGEST_MARGIN = 1_000;

  private final ByteWindow window;
  private final ValueEnds ends;
  private final int lookAhead;

  Recovery(ByteWindow window, ValueEnds ends, int lookAhead) {
    this.window = window;
    this.ends = ends;
    this.lookAhead = lookAhead;
  }

  /**
   * Adds to the damaged text what belongs to it.
   *
   * @param margin where in its line the damaged value begins
   */
  FileText readOver(BoundedText damaged, int margin) throws IOException {
    while (window.get(0) != ByteWindow.END) {
      int value = value(damaged.isTooLong() ? LONGEST_MARGIN : margin);
      if (value >= 0) {
        damaged.take(window, value);
        break;
      }
      damaged.takeLine(window);
    }
    return damaged.openText(window);
  }

  /** The offset of the value that begins in the next line; negative if none does. */
  private int value(int margin) throws IOException {
    int at = window.noBlank(0, LONGEST_MARGIN);
    if (window.margin() + at > margin + 1) {
      return -1;
    }
    while (at < LONGEST_MARGIN && isBehindValue(window.get(at))) {
      at++;
    }
    boolean begins = TextReader.isOpening(window.get(at));
    return begins && (isLine(at) || ends.endOf(at, lookAhead) != ValueEnds.BROKEN) ? at : -1;
  }

  private static boolean isBehindValue(int b) {
    return b == ',' || b == ']' || b == '}' || b == ' ' || b == '\t';
  }

  /** Whether there is more than brackets in the line, as where each line is a value. */
  private boolean isLine(int offset) throws IOException {
    int at = offset;
    while (TextReader.isOpening(window.get(at)) || isBehindValue(window.get(at))) {
      if (++at - offset > LONGEST_MARGIN) {
        return true;
      }
    }
    int b = window.get(at);
    return b != '\n' && b != '\r' && b != ByteWindow.END;
  }
}
