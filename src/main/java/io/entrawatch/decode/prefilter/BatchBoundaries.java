// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import io.entrawatch.decode.RecordSplitter;
import io.entrawatch.decode.shape.JsonText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds where the records of a batch begin and end. It looks at quotes and braces only, eight bytes
 * at a time.
 *
 * <p>It accepts batches of the usual form only: an array of objects, or an envelope that contains
 * nothing else. The {@link RecordSplitter} handles all other texts, including empty and broken
 * batches.
 */
public final class BatchBoundaries {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
  private static final long HIGH = 0x8080808080808080L;
  private static final long QUOTES = '"' * EACH;

  /** Added to a byte, sets its highest bit if the byte is '{' or greater. */
  private static final long TO_BRACES = (0x80 - '{') * EACH;

  private static final long BACKSLASHES = '\\' * EACH;
  private static final long OPENING = '{' * EACH;
  private static final long BETWEEN_BRACES = ('{' ^ '}') * EACH;
  private static final byte[] ENVELOPE = "\"records\"".getBytes(StandardCharsets.US_ASCII);
  private static final int NONE = -1;

  private byte[] text;
  private int end;
  private int[] bounds = new int[3 * 32];
  private final BitSet backslashes = new BitSet();
  private int size;

  // State of the object that is being scanned.
  private boolean inText;
  private int depth;
  private int flatTo;

  /** How many records there are. */
  public int size() {
    return size;
  }

  /** The offset of the record's first byte. */
  public int from(int record) {
    return bounds[3 * record];
  }

  /** The offset after the record's last byte. */
  public int to(int record) {
    return bounds[3 * record + 1];
  }

  /** The record has no brace before this offset, except its own first one. */
  public int flatTo(int record) {
    return bounds[3 * record + 2];
  }

  /** Whether the record contains a backslash. */
  public boolean hasBackslash(int record) {
    return backslashes.get(record);
  }

  /**
   * Finds the records of the batch within the bounds.
   *
   * @return whether it is a batch of the usual form; if not, the boundaries must not be used
   */
  public boolean findRecords(byte[] batch, int from, int to) {
    text = batch;
    end = to;
    size = 0;
    backslashes.clear();
    int at = skipSpace(from);
    if (isAt(at, '[')) {
      at = skipSpace(endOfArray(at + 1));
    } else {
      at = skipSpace(isAt(at, '{') ? endOfEnvelopeArray(skipSpace(at + 1)) : NONE);
      at = isAt(at, '}') ? skipSpace(at + 1) : NONE;
    }
    return at == to;
  }

  private int endOfEnvelopeArray(int at) {
    int after = at + ENVELOPE.length;
    boolean named =
        at != NONE && after <= end && Arrays.equals(text, at, after, ENVELOPE, 0, ENVELOPE.length);
    int colon = named ? skipSpace(after) : NONE;
    int array = isAt(colon, ':') ? skipSpace(colon + 1) : NONE;
    return isAt(array, '[') ? endOfArray(array + 1) : NONE;
  }

  /**
   * The offset after the array whose first element is at or after {@code start}; {@link #NONE} if
   * it is not an array of objects.
   */
  private int endOfArray(int start) {
    int at = skipSpace(start);
    while (isAt(at, '{')) {
      int after = endOfObject(at);
      if (after == NONE) {
        return NONE;
      }
      add(at, after);
      at = skipSpace(after);
      if (isAt(at, ']')) {
        return at + 1;
      }
      at = isAt(at, ',') ? skipSpace(at + 1) : NONE;
    }
    return NONE;
  }

  private void add(int from, int to) {
    if (3 * size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[3 * size] = from;
    bounds[3 * size + 1] = to;
    bounds[3 * size + 2] = flatTo;
    size++;
  }

  private boolean isAt(int at, char wanted) {
    return at != NONE && at < end && text[at] == wanted;
  }

  private int skipSpace(int from) {
    int at = from;
    while (at != NONE && at < end && JsonText.isSpace(text[at])) {
      at++;
    }
    return at;
  }

  /** The offset after the object that begins at {@code start}; {@link #NONE} if it does not end. */
  private int endOfObject(int start) {
    depth = 1;
    inText = false;
    int last = end - Long.BYTES;
    int at = skipPlainWords(text, start + 1, last);
    flatTo = at;
    while (at <= last) {
      at = scanWord((long) LONGS.get(text, at), at);
      if (depth == 0) {
        return at;
      }
      at = skipPlainWords(text, at, last);
    }
    at = scanBytes(at, end);
    return depth == 0 ? at : NONE;
  }

  /**
   * Skips words of ASCII without brace and backslash. Most words are like this. Only the parity of
   * their quotes matters. This is a method of its own because the compiler makes so small a loop
   * three times as fast.
   */
  private int skipPlainWords(byte[] bytes, int from, int last) {
    // The highest bit of each byte that is not a quote, combined by XOR over all words.
    long others = 0;
    int at = from;
    for (; at <= last; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      if (((word + TO_BRACES | word | (word ^ BACKSLASHES) - EACH) & HIGH) != 0) {
        break;
      }
      others ^= (word ^ QUOTES) + LOW;
    }
    inText ^= (Long.bitCount(others & HIGH) & 1) != 0;
    return at;
  }

  /** Scans a word that may contain braces. Stops inside it if the object ends there. */
  private int scanWord(long word, int at) {
    // Marks the bytes inside texts: those after an odd number of quotes.
    long within = zeros(word ^ QUOTES);
    within ^= within << 8;
    within ^= within << 16;
    within ^= within << 32;
    within ^= inText ? HIGH : 0;
    // '{' and '}' differ in two bits. Ignoring both bits also matches 'y', but that is only in
    // texts.
    long other = word ^ OPENING;
    long braces = zeros(other & ~BETWEEN_BRACES) & ~within;
    int closed = Long.bitCount(braces & other << 6);
    if (closed >= depth || mayHaveZero(word ^ BACKSLASHES)) {
      return scanBytes(at, at + Long.BYTES);
    }
    depth += Long.bitCount(braces) - 2 * closed;
    inText = within < 0;
    return at + Long.BYTES;
  }

  /** The highest bit of each byte that is zero. */
  private static long zeros(long word) {
    return ~(((word & LOW) + LOW) | word) & HIGH;
  }

  private static boolean mayHaveZero(long word) {
    return (word - EACH & ~word & HIGH) != 0;
  }

  /**
   * Scans byte by byte up to {@code to}, or to the end of the object if that is earlier. An escape
   * is skipped as a whole.
   */
  private int scanBytes(int from, int to) {
    int at = from;
    while (at < to) {
      byte next = text[at++];
      if (inText) {
        if (next == '\\') {
          backslashes.set(size);
          at++;
        }
        inText = next != '"';
      } else if (next == '"') {
        inText = true;
      } else if (next == '{') {
        depth++;
      } else if (next == '}' && --depth == 0) {
        return at;
      }
    }
    return at;
  }
}
