// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a file text by text, in bounded memory. A text is a line, as in NDJSON, or a JSON value
 * over several lines if it is well-formed. An array, or an object with arrays, that is longer than
 * a text may be is read element by element.
 *
 * <p>A damaged line is a text as it stands, and costs no other line. A value over several lines
 * that is damaged is one text, up to the next line that begins a whole value.
 */
public final class TextReader implements Closeable {
  /** As many blanks are looked at behind a line for what comes next. */
  private static final int BLANKS_BEHIND_LINE = 1_000;

  private final ByteWindow window;
  private final ValueEnds ends;
  private final Recovery recovery;
  private final ArrayElements elements;
  private final int maxBytes;

  /** Two lines: what a line swallows that was cut off, say, behind a colon shows in the third. */
  private final int lookAhead;

  /**
   * Whether an array broke: what comes may be its elements, with the commas between them and its
   * end.
   */
  private boolean inBrokenArray;

  /** Whether the last value was one over several lines: a part of one is no line of its own. */
  private boolean overLines;

  private boolean toldDamage;

  public TextReader(InputStream in, int maxBytes) {
    this.maxBytes = maxBytes;
    this.lookAhead = (int) Math.min(2L * maxBytes + ByteWindow.CHUNK, Integer.MAX_VALUE / 4);
    window = new ByteWindow(in);
    ends = new ValueEnds(window);
    recovery = new Recovery(window, ends, lookAhead);
    elements = new ArrayElements(window, ends, recovery, maxBytes, lookAhead);
  }

  static boolean isOpening(int b) {
    return b == '{' || b == '[';
  }

  /** The next text, which may be blank; null at the end of the file. */
  public FileText next() throws IOException {
    FileText text = fromElements();
    int begin = text == null ? goToText() : -1;
    if (begin >= 0) {
      text = text(begin);
    } else if (text == null && window.damage() != null && !toldDamage) {
      text = new FileText(new byte[0], 0, window.line(), window.damage());
    }
    toldDamage |= text != null && text.damage() != null;
    return text;
  }

  private FileText fromElements() throws IOException {
    FileText text = elements.next();
    inBrokenArray |= elements.isBroken();
    return text;
  }

  /** Reads over blank lines; the offset of what is no blank in its line, negative at the end. */
  private int goToText() throws IOException {
    int at = 0;
    while (at <= maxBytes) {
      int b = window.get(at);
      if (b == ByteWindow.END) {
        return -1;
      } else if (b == '\n' || inBrokenArray && (b == ',' || isClosing(b))) {
        window.skip(at + 1);
        at = 0;
      } else if (window.noBlank(at, at + 1) == at) {
        return at;
      } else {
        at = window.noBlank(at, at + 1);
      }
    }
    return at;
  }

  private FileText text(int begin) throws IOException {
    int lineEnd = window.lineEnd(maxBytes + 2);
    boolean isLine = !inBrokenArray && lineEnd <= maxBytes + 1 && standsAlone(lineEnd);
    int first = window.get(begin);
    if (overLines && (first == '"' || isClosing(first))) {
      window.skip(begin);
      return damaged();
    } else if (isLine || !isOpening(first)) {
      return line();
    }
    window.skip(begin);
    int end = ends.endOf(0, lookAhead);
    if (end == ValueEnds.BROKEN) {
      return broken();
    } else if (end == ValueEnds.OPEN || end > maxBytes) {
      elements.begin();
      return fromElements();
    }
    overLines |= end > lineEnd - begin;
    return inBrokenArray || end > lineEnd - begin ? value(end) : valuesOfLine(end);
  }

  /** Whether the line ends like a value and the next begins one: nothing is in both of them. */
  private boolean standsAlone(int lineEnd) throws IOException {
    int next = window.get(window.noBlank(lineEnd, lineEnd + BLANKS_BEHIND_LINE));
    return isClosing(lastOf(lineEnd)) && (next == ByteWindow.END || isOpening(next));
  }

  private static boolean isClosing(int b) {
    return b == '}' || b == ']';
  }

  /** The last byte of a line that is no blank. */
  private int lastOf(int lineEnd) throws IOException {
    int last = lineEnd - 1;
    while (last > 0 && JsonScanner.isBlank(window.get(last))) {
      last--;
    }
    return window.get(last);
  }

  private FileText line() throws IOException {
    overLines = false;
    int end = window.lineEnd(maxBytes + 2);
    int length = end > 0 && window.get(end - 1) == '\r' ? end - 1 : end;
    if (length <= maxBytes && window.get(end) == '\n') {
      FileText text = new FileText(window.copy(length), length, window.line(), null);
      window.skipLine(end + 1);
      return text;
    }
    BoundedText text = new BoundedText(maxBytes, window);
    text.takeLine(window);
    return text.openText(window);
  }

  private FileText value(int length) {
    FileText text = new FileText(window.copy(length), length, window.line(), null);
    window.skip(length);
    return text;
  }

  /**
   * A line that begins with a value of so many bytes. It is a text, with all values in it; but if
   * the last value goes on behind the line, or the line is too long, values are texts without it.
   */
  private FileText valuesOfLine(int first) throws IOException {
    int lineEnd = window.lineEnd(maxBytes + 2);
    int end = first;
    while (true) {
      int next = window.noBlank(end, lineEnd);
      if (next >= lineEnd && lineEnd > maxBytes + 1) {
        return value(end);
      } else if (next >= lineEnd || !isOpening(window.get(next))) {
        return line();
      }
      int nextEnd = ends.endOf(next, maxBytes);
      if (nextEnd < 0 || nextEnd > lineEnd) {
        return value(end);
      }
      end = nextEnd;
    }
  }

  private FileText broken() throws IOException {
    BrokenValue breakage = ends.breakage();
    int at = (int) (breakage.at() - window.position());
    int lineEnd = window.lineEnd(at);
    int level = breakage.level(window.position());
    boolean inArray = breakage.isInArray(level) && !isEndOfObject(at, breakage, level);
    boolean isLong = window.lineEnd(maxBytes + 2) > maxBytes + 1;
    boolean isCutLine = lineEnd == at || !isOpening(lastOf(lineEnd)) || closesOne(lineEnd);
    if (isCutLine && window.noBlank(lineEnd, at) >= at && !(isLong && inArray)) {
      return line();
    }
    boolean isSoon = isSoonBehind(lineEnd, at) && !isLong;
    inBrokenArray |= inArray;
    if (inArray && isSoon && isBetweenLines(at)) {
      return line();
    } else if (inArray && !(isCutLine && isSoon)) {
      elements.begin();
      return fromElements();
    }
    return damaged();
  }

  /** A value over several lines that is damaged. */
  private FileText damaged() throws IOException {
    overLines = true;
    int margin = window.margin();
    BoundedText damaged = new BoundedText(maxBytes, window);
    damaged.takeLine(window);
    return recovery.readOver(damaged, margin);
  }

  /** Whether a value ends within a line that ends by opening one: it is no pretty-printed one. */
  private boolean closesOne(int lineEnd) throws IOException {
    int at = 0;
    while (at < lineEnd && !isClosing(window.get(at))) {
      at++;
    }
    return at < lineEnd;
  }

  /** Whether an object ends there before the array in it does: it is damaged rather than that. */
  private boolean isEndOfObject(int at, BrokenValue breakage, int level) throws IOException {
    boolean inMember = window.get(0) == '{' && breakage.opened().length == level + 2;
    return inMember && window.get(at) == '}' && at <= maxBytes;
  }

  /** Whether no more than one line stands between: a cut line may swallow one. */
  private boolean isSoonBehind(int lineEnd, int at) throws IOException {
    int lines = 0;
    for (int i = lineEnd; i < at && lines <= 2; i++) {
      lines += window.get(i) == '\n' ? 1 : 0;
    }
    return lines <= 2;
  }

  /** Whether a value ends in front, and the next begins or the file is at its end. */
  private boolean isBetweenLines(int at) throws IOException {
    int next = window.get(at);
    return isClosing(lastOf(at)) && (isOpening(next) || next == ByteWindow.END);
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
