// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a file that is looked at: it begins where reading has come to and is as long as what
 * was looked ahead. Offsets count from its beginning.
 *
 * <p>A file that turns out to be damaged ends there.
 */
final class ByteWindow implements Closeable {
  static final int CHUNK = 64 * 1024;

  /** Instead of a byte: there is none. */
  static final int END = -1;

  private final InputStream in;
  private byte[] bytes = new byte[2 * CHUNK];
  private int from;
  private int to;
  private long position;
  private long line = 1;
  private int margin;
  private boolean inMargin = true;
  private long noBreakBefore;
  private boolean ended;
  private CompressedFile.Damaged damage;

  ByteWindow(InputStream in) {
    this.in = in;
  }

  /** How many bytes stand in front of it. */
  long position() {
    return position;
  }

  /** The line that it begins in, from 1. */
  long line() {
    return line;
  }

  /** How many blanks, brackets and commas its first line begins with, as far as it was read. */
  int margin() {
    return margin;
  }

  /** Whether nothing else was read of its first line. */
  boolean isInMargin() {
    return inMargin;
  }

  /** What was wrong with the file where it ended; null if nothing was. */
  CompressedFile.Damaged damage() {
    return damage;
  }

  /** The byte there, from 0 to 255, or {@link #END}. */
  int get(int offset) throws IOException {
    return from + offset < to || fill(offset) ? bytes[from + offset] & 0xFF : END;
  }

  private boolean fill(int offset) throws IOException {
    while (to - from <= offset) {
      if (!more()) {
        return false;
      }
    }
    return true;
  }

  /** Looks further; false at the end of the file. */
  private boolean more() throws IOException {
    if (ended) {
      return false;
    }
    if (bytes.length - to < CHUNK) {
      byte[] target = from >= bytes.length / 2 ? bytes : new byte[2 * bytes.length];
      System.arraycopy(bytes, from, target, 0, to - from);
      to -= from;
      from = 0;
      bytes = target;
    }
    try {
      int count = in.read(bytes, to, CHUNK);
      ended = count < 0;
      to += Math.max(count, 0);
    } catch (CompressedFile.Damaged e) {
      damage = e;
      ended = true;
    }
    return !ended;
  }

  /** The offset of the next line break, or the limit or the end of the file if that is nearer. */
  int lineEnd(int limit) throws IOException {
    int offset = (int) Math.min(limit, Math.max(0, noBreakBefore - position));
    while (true) {
      int end = Math.min(to - from, limit);
      offset = lineBreak(bytes, from + offset, from + Math.max(offset, end)) - from;
      if (offset < end || end == limit || !more()) {
        noBreakBefore = position + offset;
        return offset;
      }
    }
  }

  private static int lineBreak(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /**
   * The first offset from the given one on of what is no blank, or one beyond the limit. A byte
   * order mark is a blank: there may be one in each line.
   */
  int noBlank(int offset, int limit) throws IOException {
    int at = offset;
    while (at < limit) {
      if (JsonScanner.isBlank(get(at))) {
        at++;
      } else if (get(at) == 0xEF && get(at + 1) == 0xBB && get(at + 2) == 0xBF) {
        at += 3;
      } else {
        return at;
      }
    }
    return at;
  }

  /** Lets the scanner read on from there up to the limit; returns the offset it came to. */
  int scan(JsonScanner scanner, int offset, int limit) throws IOException {
    int at = offset;
    while (at < limit && scanner.status() == JsonScanner.Status.OPEN) {
      if (get(at) == END) {
        scanner.end();
      } else {
        at = scanner.scan(bytes, from + at, from + Math.min(to - from, limit)) - from;
      }
    }
    return at;
  }

  /** A copy of its first bytes. */
  byte[] copy(int count) {
    return Arrays.copyOfRange(bytes, from, from + count);
  }

  void copy(int count, byte[] into, int at) {
    System.arraycopy(bytes, from, into, at, count);
  }

  /** Goes on by as many bytes, which must have been looked at. */
  void skip(int count) {
    for (int at = from; at < from + count; at++) {
      byte b = bytes[at];
      if (b == '\n') {
        beginLine();
      } else if (inMargin && isOfMargin(b)) {
        margin++;
      } else {
        inMargin = false;
      }
    }
    from += count;
    position += count;
  }

  /** Goes on by as many bytes, whose last is the only line break. */
  void skipLine(int count) {
    beginLine();
    from += count;
    position += count;
  }

  private void beginLine() {
    line++;
    margin = 0;
    inMargin = true;
  }

  private static boolean isOfMargin(byte b) {
    return JsonScanner.isBlank(b) || b == ',' || b == '[' || b == ']' || b == '{' || b == '}';
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
