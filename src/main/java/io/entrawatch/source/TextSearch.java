// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds every occurrence of several texts in one pass that looks at a few bytes only, and whether
 * there is a {@code \\u}.
 *
 * <p>Wherever a text of ten bytes or more stands, some multiple of seven has four bytes of it. So
 * it is enough to look at four bytes in seven, in a table of all such fours of all texts; more
 * texts cost nothing until one of them is found.
 */
final class TextSearch {
  /** No text may be shorter, in bytes. */
  static final int SHORTEST = 10;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long BACKSLASHES = '\\' * EACH;
  private static final long US = 'u' * EACH;
  private static final int TABLE_BITS = 14;

  /** Less than a word, so that every two bytes are seen; a constant, so that the loop is fast. */
  private static final int STRIDE = SHORTEST - Integer.BYTES + 1;

  private final byte[][] texts;
  private final byte[] bucketOf = new byte[1 << TABLE_BITS];
  private final List<int[]> buckets = new ArrayList<>();
  private boolean escapes;

  /** Is told what was found. */
  interface Finds {
    /**
     * The {@code text}-th text stands at {@code at}.
     *
     * @return whether to go on
     */
    boolean found(int text, int at);
  }

  TextSearch(List<byte[]> all) {
    texts = all.toArray(byte[][]::new);
    buckets.add(new int[0]);
    for (int text = 0; text < texts.length; text++) {
      for (int offset = 0; offset < STRIDE; offset++) {
        add(text, offset);
      }
    }
  }

  private void add(int text, int offset) {
    int hash = hash((int) INTS.get(texts[text], offset));
    if (bucketOf[hash] == 0) {
      // With more grams than a byte can number, those beyond share the last bucket.
      if (buckets.size() < Byte.MAX_VALUE) {
        buckets.add(new int[0]);
      }
      bucketOf[hash] = (byte) (buckets.size() - 1);
    }
    int bucket = bucketOf[hash];
    int[] old = buckets.get(bucket);
    int[] longer = Arrays.copyOf(old, old.length + 2);
    longer[old.length] = text;
    longer[old.length + 1] = offset;
    buckets.set(bucket, longer);
  }

  private static int hash(int gram) {
    return gram * 0x9E3779B1 >>> 32 - TABLE_BITS;
  }

  /** In bytes. */
  int length(int text) {
    return texts[text].length;
  }

  /** Whether there is a {@code \\u} in what was looked at last, if it was looked at to its end. */
  boolean escapes() {
    return escapes;
  }

  /** Looks at the bytes of a text; false if it was stopped. */
  boolean in(byte[] text, int from, int to, Finds finds) {
    byte[] table = bucketOf;
    long seen = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += STRIDE) {
      long word = (long) LONGS.get(text, at);
      long escape = (word ^ BACKSLASHES) | (word >>> Byte.SIZE ^ US);
      seen |= (escape - EACH) & ~escape;
      int bucket = table[hash((int) word) & table.length - 1];
      if (bucket != 0 && !verified(bucket, text, from, at, to, finds)) {
        return false;
      }
    }
    escapes = (seen & HIGH) != 0;
    return rest(text, from, at, to, finds);
  }

  private boolean rest(byte[] text, int from, int start, int to, Finds finds) {
    for (int at = start; at < to - 1; at++) {
      escapes |= text[at] == '\\' && text[at + 1] == 'u';
    }
    for (int at = start; at <= to - Integer.BYTES; at += STRIDE) {
      int bucket = bucketOf[hash((int) INTS.get(text, at))];
      if (bucket != 0 && !verified(bucket, text, from, at, to, finds)) {
        return false;
      }
    }
    return true;
  }

  private boolean verified(int bucket, byte[] text, int from, int at, int to, Finds finds) {
    int[] candidates = buckets.get(bucket);
    for (int i = 0; i < candidates.length; i += 2) {
      byte[] wanted = texts[candidates[i]];
      int start = at - candidates[i + 1];
      boolean stands =
          start >= from
              && start + wanted.length <= to
              && Arrays.equals(text, start, start + wanted.length, wanted, 0, wanted.length);
      if (stands && !finds.found(candidates[i], start)) {
        return false;
      }
    }
    return true;
  }
}
