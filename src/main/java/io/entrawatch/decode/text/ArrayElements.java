// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.io.IOException;

/**
 * Reads an array element by element, or the arrays that are members of an object: their elements
 * are texts of their own, and other members are left out. An object without such an array is one
 * text.
 *
 * <p>Where the structure breaks, the rest is no longer read as an array.
 */
final class ArrayElements {
  private final ByteWindow window;
  private final ValueEnds ends;
  private final Recovery recovery;
  private final int maxBytes;
  private final int lookAhead;

  private boolean inObject;
  private boolean inArray;
  private boolean first;
  private boolean ended = true;
  private boolean broken;

  /** Where in its line the last element began. */
  private int margin;

  /** The whole up to here, as long as none of its elements was a text. */
  private BoundedText whole;

  ArrayElements(ByteWindow window, ValueEnds ends, Recovery recovery, int maxBytes, int lookAhead) {
    this.window = window;
    this.ends = ends;
    this.recovery = recovery;
    this.maxBytes = maxBytes;
    this.lookAhead = lookAhead;
  }

  /** Begins to read the array or object at the beginning of the window. */
  void begin() throws IOException {
    whole = new BoundedText(maxBytes, window);
    inObject = window.get(0) == '{';
    inArray = !inObject;
    ended = false;
    broken = false;
    enter();
  }

  private void enter() throws IOException {
    pass(1);
    first = true;
    margin = window.margin();
  }

  /** Whether the structure broke. */
  boolean isBroken() {
    return broken;
  }

  /** The next text, or null where there is none left. */
  FileText next() throws IOException {
    FileText text = null;
    while (text == null && !ended) {
      text = inArray ? element() : member();
    }
    return text;
  }

  private FileText element() throws IOException {
    if (isEnd(']')) {
      inArray = false;
      first = false;
      return inObject ? null : end();
    }
    if (!first && !passes(',')) {
      return broken();
    }
    first = false;
    passBlanks();
    margin = window.margin();
    int end = ends.endOf(0, lookAhead);
    if (end == ValueEnds.BROKEN) {
      return brokenValue();
    } else if (end == ValueEnds.OPEN || end > maxBytes) {
      return longElement(end);
    }
    whole = null;
    FileText text = new FileText(window.copy(end), end, window.line(), null);
    window.skip(end);
    return text;
  }

  private FileText longElement(int end) throws IOException {
    whole = new BoundedText(maxBytes, window);
    if (!passValue(lookAhead, end)) {
      return brokenValue();
    }
    FileText text = whole.text(null);
    whole = null;
    return text;
  }

  private FileText member() throws IOException {
    if (isEnd('}')) {
      return end();
    }
    if (!first && !passes(',')) {
      return broken();
    }
    first = false;
    passBlanks();
    if (window.get(0) != '"' || !passValue() || !passes(':')) {
      return broken();
    }
    passBlanks();
    if (window.get(0) == '[' && TextReader.isOpening(window.get(window.noBlank(1, lookAhead)))) {
      inArray = true;
      enter();
    } else if (!passValue()) {
      return brokenValue();
    }
    return null;
  }

  private boolean isEnd(char bracket) throws IOException {
    passBlanks();
    return passes(bracket);
  }

  /** Passes that byte and the blanks in front of it. */
  private boolean passes(char expected) throws IOException {
    passBlanks();
    boolean there = window.get(0) == expected;
    if (there) {
      pass(1);
    }
    return there;
  }

  private void passBlanks() throws IOException {
    while (JsonScanner.isBlank(window.get(0))) {
      int count = 1;
      while (count < ByteWindow.CHUNK && JsonScanner.isBlank(window.get(count))) {
        count++;
      }
      pass(count);
    }
  }

  private boolean passValue() throws IOException {
    return passValue(ByteWindow.CHUNK, ends.endOf(0, ByteWindow.CHUNK));
  }

  /** Passes a value of which so many bytes were scanned, and that ends there if at all. */
  private boolean passValue(int scanned, int found) throws IOException {
    int end = found;
    int passing = scanned;
    while (end == ValueEnds.OPEN) {
      pass(passing);
      passing = ByteWindow.CHUNK;
      end = ends.goOn(0, passing);
    }
    if (end >= 0) {
      pass(end);
    }
    return end >= 0;
  }

  private void pass(int count) throws IOException {
    if (whole == null) {
      window.skip(count);
    } else {
      whole.take(window, count);
    }
  }

  private FileText end() {
    ended = true;
    FileText text = whole == null ? null : whole.text(null);
    whole = null;
    return text;
  }

  /** Something is missing here. */
  private FileText broken() throws IOException {
    return broken(!window.isInMargin());
  }

  private FileText brokenValue() throws IOException {
    return broken(true);
  }

  private FileText broken(boolean withLine) throws IOException {
    BoundedText damaged = whole == null ? new BoundedText(maxBytes, window) : whole;
    whole = null;
    ended = true;
    broken = true;
    if (withLine) {
      damaged.takeLine(window);
    }
    return recovery.readOver(damaged, margin);
  }
}
