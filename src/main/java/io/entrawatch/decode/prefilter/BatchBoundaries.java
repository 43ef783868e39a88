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
 * The bounds of the records of a batch, found by quotes and braces alone, eight bytes at a time.
 *
 * <p>It knows batches of the usual form: an array of objects, or an envelope with nothing but one.
 * All others, empty and broken ones among them, are for the {@link RecordSplitter}.
 */
public final class BatchBoundaries {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
  private static final long HIGH = 0x8080808080808080L;
  private static final long QUOTES = '"' * EACH;

  /** What a byte lacks to the highest bit, if it is a brace or beyond. */
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

  // Of the object that is being read over, where it is read one by one.
  private boolean inText;
  private int depth;
  private int flatTo;

  /** How many records there are. */
  public int size() {
    return size;
  }

  /** Where the record begins. */
  public int from(int record) {
    return bounds[3 * record];
  }

  /** Where it ends, exclusive. */
  public int to(int record) {
    return bounds[3 * record + 1];
  }

  /** Up to where in it, exclusive, no brace stands but its own. */
  public int flatTo(int record) {
    return bounds[3 * record + 2];
  }

  /** Whether there is a backslash in it. */
  public boolean hasBackslash(int record) {
    return backslashes.get(record);
  }

  /**
   * Whether what stands within the bounds is a batch of the usual form; only then these are its
   * records'.
   */
  public boolean isOf(byte[] batch, int from, int to) {
    text = batch;
    end = to;
    size = 0;
    backslashes.clear();
    int at = space(from);
    if (is(at, '[')) {
      at = space(elements(at + 1));
    } else {
      at = space(is(at, '{') ? envelope(space(at + 1)) : NONE);
      at = is(at, '}') ? space(at + 1) : NONE;
    }
    return at == to;
  }

  private int envelope(int at) {
    int behind = at + ENVELOPE.length;
    boolean named =
        at != NONE
            && behind <= end
            && Arrays.equals(text, at, behind, ENVELOPE, 0, ENVELOPE.length);
    int colon = named ? space(behind) : NONE;
    int array = is(colon, ':') ? space(colon + 1) : NONE;
    return is(array, '[') ? elements(array + 1) : NONE;
  }

  /** Where the array ends whose first element is at or behind {@code start}. */
  private int elements(int start) {
    int at = space(start);
    while (is(at, '{')) {
      int behind = object(at);
      if (behind == NONE) {
        return NONE;
      }
      add(at, behind);
      at = space(behind);
      if (is(at, ']')) {
        return at + 1;
      }
      at = is(at, ',') ? space(at + 1) : NONE;
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

  private boolean is(int at, char wanted) {
    return at != NONE && at < end && text[at] == wanted;
  }

  private int space(int from) {
    int at = from;
    while (at != NONE && at < end && JsonText.isSpace(text[at])) {
      at++;
    }
    return at;
  }

  /** Where the object ends that begins at {@code start}. */
  private int object(int start) {
    depth = 1;
    inText = false;
    int last = end - Long.BYTES;
    int at = plain(text, start + 1, last);
    flatTo = at;
    while (at <= last) {
      at = braces((long) LONGS.get(text, at), at);
      if (depth == 0) {
        return at;
      }
      at = plain(text, at, last);
    }
    at = oneByOne(at, end);
    return depth == 0 ? at : NONE;
  }

  /**
   * Reads over words of ASCII without brace and backslash, which most are: of those only the quotes
   * count, whether they are an odd or an even number. A method of its own, because the compiler
   * makes three times as much of so small a loop.
   */
  private int plain(byte[] bytes, int from, int last) {
    // The highest bit of each byte that is no quote; of each place in a word their parity.
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

  /** Reads over a word that may hold some, or to where the object ends in it. */
  private int braces(long word, int at) {
    // From the first quote to the second, from the third to the fourth: the parity of the quotes.
    long within = zeros(word ^ QUOTES);
    within ^= within << 8;
    within ^= within << 16;
    within ^= within << 32;
    within ^= inText ? HIGH : 0;
    // Two bits tell '{' from '}'; with these two let be, a 'y' is no other, but that is in texts.
    long other = word ^ OPENING;
    long braces = zeros(other & ~BETWEEN_BRACES) & ~within;
    int closed = Long.bitCount(braces & other << 6);
    if (closed >= depth || mayHaveZero(word ^ BACKSLASHES)) {
      return oneByOne(at, at + Long.BYTES);
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

  /** Reads over bytes, an escape as a whole, to {@code to} or where the object ends before. */
  private int oneByOne(int from, int to) {
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
