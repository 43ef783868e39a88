// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines of bytes in bounded memory. A line ends with LF, CR LF or the end of the input; a
 * byte order mark at the start of the input is no part of the first.
 */
final class LineReader implements Closeable {
  private static final int CHUNK = 64 * 1024;
  private static final int FIRST_CAPACITY = 8 * 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int maxBytes;
  private final byte[] chunk = new byte[CHUNK];
  private int chunkAt;
  private int chunkEnd;

  private byte[] line = new byte[FIRST_CAPACITY];
  private int kept;
  private long length;
  private long number;

  LineReader(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /**
   * Goes to the next line; false at the end of the input. After an exception, what had been read of
   * the line is still there.
   */
  boolean next() throws IOException {
    kept = 0;
    length = 0;
    number++;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = endOfLine();
      keep(chunkAt, end);
      chunkAt = end;
      if (end < chunkEnd) {
        chunkAt++;
        break;
      }
    }
    trim();
    return any;
  }

  private boolean fill() throws IOException {
    if (chunkAt < chunkEnd) {
      return true;
    }
    chunkAt = 0;
    chunkEnd = 0; // should reading fail
    chunkEnd = Math.max(in.read(chunk), 0);
    return chunkEnd > 0;
  }

  private int endOfLine() {
    int end = chunkAt;
    while (end < chunkEnd && chunk[end] != '\n') {
      end++;
    }
    return end;
  }

  /** Keeps one byte more than a line may have: it may be the CR of its end. */
  private void keep(int from, int to) {
    length += to - from;
    int more = Math.min(to - from, maxBytes + 1 - kept);
    if (kept + more > line.length) {
      int doubled = (int) Math.min(2L * line.length, maxBytes + 1L);
      line = Arrays.copyOf(line, Math.max(kept + more, doubled));
    }
    System.arraycopy(chunk, from, line, kept, more);
    kept += more;
  }

  private void trim() {
    if (length == kept && kept > 0 && line[kept - 1] == '\r') {
      kept--;
      length--;
    }
    int mark = BYTE_ORDER_MARK.length;
    if (number == 1 && kept >= mark && Arrays.equals(line, 0, mark, BYTE_ORDER_MARK, 0, mark)) {
      System.arraycopy(line, mark, line, 0, kept - mark);
      kept -= mark;
      length -= mark;
    }
  }

  /** 1-based. */
  long number() {
    return number;
  }

  /** How many bytes the line has, kept or not. */
  long length() {
    return length;
  }

  boolean isTooLong() {
    return length > maxBytes;
  }

  boolean isBlank() {
    for (int i = 0; i < kept; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return !isTooLong();
  }

  /** The line, or as much of its beginning as a line may have. */
  byte[] bytes() {
    return Arrays.copyOf(line, Math.min(kept, maxBytes));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
