// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds every occurrence of several texts in one pass that looks at a few bytes only.
 *
 * <p>Wherever a text of ten bytes or more stands, some multiple of seven has four bytes of it. So
 * it is enough to look at four bytes in seven, in a table of all such fours of all texts; more
 * texts cost nothing until one of them is found.
 */
final class LiteralSearch {
  /** No text may be shorter, in bytes. */
  static final int SHORTEST = 10;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int TABLE_BITS = 14;

  /** As many as a byte can number. */
  private static final int MOST_BUCKETS = 256;

  /** A constant, so that the loop is fast. */
  private static final int STRIDE = SHORTEST - Integer.BYTES + 1;

  private final byte[][] texts;
  private final byte[] bucketOf = new byte[1 << TABLE_BITS];
  private final List<int[]> buckets = new ArrayList<>();

  /** Is told what was found. */
  interface Finds {
    /**
     * The {@code text}-th text stands at {@code at}.
     *
     * @return whether to go on
     */
    boolean found(int text, int at);
  }

  LiteralSearch(List<byte[]> all) {
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
      if (buckets.size() < MOST_BUCKETS) {
        buckets.add(new int[0]);
      }
      bucketOf[hash] = (byte) (buckets.size() - 1);
    }
    int bucket = bucketOf[hash] & 0xFF;
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

  /** Looks at the bytes of a text; false if it was stopped. */
  boolean in(byte[] text, int from, int to, Finds finds) {
    int last = to - Integer.BYTES;
    for (int at = known(text, from, last); at <= last; at = known(text, at + STRIDE, last)) {
      if (!verified(bucketAt(text, at) & 0xFF, text, from, at, to, finds)) {
        return false;
      }
    }
    return true;
  }

  /** The next place at which there is something of a text; a loop as small as can be. */
  private int known(byte[] text, int from, int last) {
    int at = from;
    while (at <= last && bucketAt(text, at) == 0) {
      at += STRIDE;
    }
    return at;
  }

  private int bucketAt(byte[] text, int at) {
    return bucketOf[hash((int) INTS.get(text, at)) & bucketOf.length - 1];
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
