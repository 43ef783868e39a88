// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Finds the names of {@link SignInMarker}s within the texts of a record: of JSON in quotes, however
 * often, behind whatever prefix, cut off or not, and in single quotes. A name counts with a quote
 * behind it, so that a query in an address does not.
 *
 * <p>Each name has a word of seven letters or more, so some multiple of four has four of its bytes.
 */
public final class MarkerNames {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long BACKSLASHES = '\\' * EACH;
  private static final long APOSTROPHES = '\'' * EACH;
  private static final int STRIDE = 4;
  private static final int TO_LOWER = 0x20202020;
  private static final int TABLE_BITS = 12;

  /** By {@link SignInMarker}: what is in front of the word, the word, and what is behind it. */
  private static final byte[][][] NAMES = {
    parts("", "session", "id"),
    parts("user", "principal", "name"),
    parts("is", "interactive", ""),
    parts("original", "transfer", "method"),
    parts("", "incoming", "tokentype")
  };

  private static final byte[] SIGN_IN = "signin".getBytes(StandardCharsets.US_ASCII);

  private static final boolean[] KNOWN = known();

  private MarkerNames() {}

  private static byte[][] parts(String... parts) {
    byte[][] bytes = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = parts[i].getBytes(StandardCharsets.US_ASCII);
    }
    return bytes;
  }

  private static boolean[] known() {
    boolean[] known = new boolean[1 << TABLE_BITS];
    for (byte[][] name : NAMES) {
      for (int offset = 0; offset < STRIDE; offset++) {
        known[hash((int) INTS.get(name[1], offset))] = true;
      }
    }
    return known;
  }

  private static int hash(int gram) {
    return (gram | TO_LOWER) * 0x9E3779B1 >>> 32 - TABLE_BITS;
  }

  /** Whether enough of them stand in texts within the bounds. */
  public static boolean occurIn(byte[] record, int from, int to) {
    return mayQuote(record, from, to)
        && Integer.bitCount(bits(record, from, to)) >= SignInMarker.ENOUGH;
  }

  /**
   * Whether a text within the bounds may have quotes in it: they are single ones, or behind a
   * backslash. A loop that the compiler makes vectors of, for few records have any.
   */
  static boolean mayQuote(byte[] record, int from, int to) {
    long seen = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = (long) LONGS.get(record, at);
      long backslash = word ^ BACKSLASHES;
      long apostrophe = word ^ APOSTROPHES;
      seen |= backslash - EACH & ~backslash | apostrophe - EACH & ~apostrophe;
    }
    boolean found = (seen & HIGH) != 0;
    for (; at < to; at++) {
      found |= record[at] == '\\' || record[at] == '\'';
    }
    return found;
  }

  /** A bit for each that stands in a text within the bounds. */
  static int bits(byte[] record, int from, int to) {
    int bits = 0;
    for (int at = from; at <= to - STRIDE; at += STRIDE) {
      if (KNOWN[hash((int) INTS.get(record, at))]) {
        bits |= bitsAt(record, from, at, to);
      }
    }
    return bits;
  }

  /**
   * Whether a text may be a sign-in that has few marks: then it names its log, by {@code signin} in
   * some spelling. An escape may spell anything.
   */
  public static boolean maySpellLog(byte[] record, int from, int to) {
    for (int at = from; at < to - 1; at++) {
      byte b = record[at];
      boolean found =
          b == '\\' && record[at + 1] == 'u' || (b | ' ') == 's' && isSignIn(record, at, to);
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSignIn(byte[] record, int from, int to) {
    int at = from;
    for (int i = 0; i < SIGN_IN.length; i++, at++) {
      while (i > 0 && at < to && isBetween(record[at])) {
        at++;
      }
      if (at >= to || (record[at] | ' ') != SIGN_IN[i]) {
        return false;
      }
    }
    return true;
  }

  private static int bitsAt(byte[] record, int from, int at, int to) {
    int bits = 0;
    for (int mark = 0; mark < NAMES.length; mark++) {
      for (int offset = 0; offset < STRIDE; offset++) {
        bits |= stands(record, from, at - offset, to, NAMES[mark]) ? 1 << mark : 0;
      }
    }
    return bits;
  }

  private static boolean stands(byte[] record, int from, int start, int to, byte[][] name) {
    byte[] word = name[1];
    if (start < from || start + word.length > to || !is(record, start, word)) {
      return false;
    }
    int front = start - 1;
    for (int i = name[0].length - 1; i >= 0; i--, front--) {
      while (front >= from && isBetween(record[front])) {
        front--;
      }
      if (front < from || (record[front] | ' ') != name[0][i]) {
        return false;
      }
    }
    int behind = start + word.length;
    for (int i = 0; i < name[2].length; i++, behind++) {
      while (behind < to && isBetween(record[behind])) {
        behind++;
      }
      if (behind >= to || (record[behind] | ' ') != name[2][i]) {
        return false;
      }
    }
    boolean within = front < from || !Character.isLetterOrDigit(record[front]);
    return within && isQuoted(record, behind, to);
  }

  private static boolean is(byte[] record, int start, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if ((record[start + i] | ' ') != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBetween(byte b) {
    return b == '_' || b == '-' || b == ' ';
  }

  /** Whether a quote within a text follows: a single one, or one behind backslashes. */
  private static boolean isQuoted(byte[] record, int from, int to) {
    int at = from;
    while (at < to && record[at] == '\\') {
      at++;
    }
    return at < to && (record[at] == '\'' || at > from && record[at] == '"');
  }
}
