// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.stream.Stream;

/**
 * Whether a record may spell a text by {@code \\u} escapes. Other escapes represent characters that
 * are in none of the texts.
 *
 * <p>An escape is harmless if its character is in no text and in no other escape. Examples are a
 * quotation mark and an accent. In a message of Elastic Agent, an escape may itself be spelled by
 * escapes. Then one of these represents a backslash, a {@code u} or a digit.
 */
final class UnicodeEscapes {
  private static final String ESCAPE_CHARACTERS = "\\u0123456789abcdefABCDEF";
  private static final String STRUCTURE = "\":{,\\ \t\r\n";
  private static final int LENGTH = 6;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long BACKSLASHES = '\\' * EACH;
  private static final long US = 'u' * EACH;

  private final BitSet harmful = new BitSet();

  /**
   * @param markers the shape markers of records; their quotes and the characters between members
   *     are never escaped
   * @param literals texts of values, in which any character may be escaped
   */
  UnicodeEscapes(Stream<String> markers, Stream<String> literals) {
    ESCAPE_CHARACTERS.chars().forEach(harmful::set);
    markers.flatMapToInt(String::chars).filter(c -> STRUCTURE.indexOf(c) < 0).forEach(harmful::set);
    literals.flatMapToInt(String::chars).forEach(harmful::set);
  }

  boolean maySpellLiteral(byte[] text, int from, int to) {
    return mayHaveBackslash(text, from, to)
        && hasEscape(text, from, to)
        && hasHarmful(text, from, to);
  }

  /**
   * Takes as few operations as possible, because most records have no backslash and only ASCII
   * bytes.
   */
  private static boolean mayHaveBackslash(byte[] text, int from, int to) {
    // Subtracting one sets the highest bit if the byte was zero, and also if it was above 128.
    long seen = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      seen |= ((long) LONGS.get(text, at) ^ BACKSLASHES) - EACH;
    }
    boolean found = (seen & HIGH) != 0;
    for (; at < to; at++) {
      found |= text[at] == '\\';
    }
    return found;
  }

  /** Whether there is a {@code \\u}. A message of Elastic Agent has many other backslashes. */
  private static boolean hasEscape(byte[] text, int from, int to) {
    long seen = 0;
    int at = from;
    for (; at < to - Long.BYTES; at += Long.BYTES) {
      long backslash = (long) LONGS.get(text, at) ^ BACKSLASHES;
      seen |= zeros(backslash | (long) LONGS.get(text, at + 1) ^ US);
    }
    boolean found = seen != 0;
    for (; at < to - 1; at++) {
      found |= text[at] == '\\' && text[at + 1] == 'u';
    }
    return found;
  }

  /** Not zero if one of the bytes is zero. */
  private static long zeros(long word) {
    return word - EACH & ~word & HIGH;
  }

  private boolean hasHarmful(byte[] text, int from, int to) {
    for (int at = from; at < to - 1; at++) {
      if (text[at] == '\\' && text[at + 1] == 'u') {
        if (to - at < LENGTH || isHarmful(text, at)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isHarmful(byte[] text, int at) {
    if (text[at + 2] != '0' || text[at + 3] != '0') {
      return false;
    }
    int high = Character.digit(text[at + 4], 16);
    int low = Character.digit(text[at + 5], 16);
    return high < 0 || low < 0 || harmful.get(16 * high + low);
  }
}
