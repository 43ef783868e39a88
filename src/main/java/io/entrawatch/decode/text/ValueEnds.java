// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.io.IOException;

/**
 * Tells where values end that stand in a window, and remembers where the last broken one broke.
 * Whatever was open there is broken as well and is not scanned again: so the work is linear,
 * however many damaged values begin within another.
 */
final class ValueEnds {
  /** Instead of an offset: the value is longer than was looked ahead. */
  static final int OPEN = -1;

  /** Instead of an offset: the value is broken. */
  static final int BROKEN = -2;

  private final ByteWindow window;
  private final JsonScanner scanner = new JsonScanner();
  private BrokenValue breakage = BrokenValue.NONE;

  ValueEnds(ByteWindow window) {
    this.window = window;
  }

  /** The offset behind the value that begins at that offset. */
  int endOf(int offset, int limit) throws IOException {
    if (isKnownBroken(offset)) {
      return BROKEN;
    }
    scanner.begin(window.position() + offset);
    return goOn(offset, limit);
  }

  /** The same of the value that was open the last time, of which the offset was the end. */
  int goOn(int offset, int limit) throws IOException {
    int end = window.scan(scanner, offset, limit);
    if (scanner.status() == JsonScanner.Status.BROKEN) {
      breakage = scanner.breakage();
      return BROKEN;
    }
    return scanner.status() == JsonScanner.Status.OPEN ? OPEN : end;
  }

  /** Where the last value broke that was broken. */
  BrokenValue breakage() {
    return breakage;
  }

  private boolean isKnownBroken(int offset) {
    return breakage.level(window.position() + offset) >= 0;
  }
}
