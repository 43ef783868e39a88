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
 * Finds every occurrence of several texts in one pass that reads only some of the bytes.
 *
 * <p>Every occurrence of a text of ten bytes or more covers four bytes that begin at a multiple of
 * seven. So the search reads four bytes in every seven and looks them up in a table. The table has
 * all such groups of four bytes from all texts. More texts cost nothing until one of them is found.
 */
final class LiteralSearch {
  /** The minimum length of a text in bytes. */
  static final int SHORTEST = 10;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int TABLE_BITS = 14;

  /** The number of values of a byte. */
  private static final int MOST_BUCKETS = 256;

  /** A compile-time constant, which makes the loop fast. */
  private static final int STRIDE = SHORTEST - Integer.BYTES + 1;

  private final byte[][] texts;
  private final byte[] bucketOf = new byte[1 << TABLE_BITS];
  private final List<int[]> buckets = new ArrayList<>();

  /** Receives the occurrences. */
  interface Finds {
    /**
     * The {@code text}-th text occurs at {@code at}.
     *
     * @return whether to continue the search
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
      // If there are more grams than a byte can number, the rest share the last bucket.
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

  /** The length of the text in bytes. */
  int length(int text) {
    return texts[text].length;
  }

  /** Searches the bytes of a text. Returns false if {@code finds} stopped the search. */
  boolean search(byte[] text, int from, int to, Finds finds) {
    int last = to - Integer.BYTES;
    for (int at = nextCandidate(text, from, last);
        at <= last;
        at = nextCandidate(text, at + STRIDE, last)) {
      if (!reportMatches(bucketAt(text, at) & 0xFF, text, from, at, to, finds)) {
        return false;
      }
    }
    return true;
  }

  /** The next offset whose four bytes are in the table. The loop is kept as small as possible. */
  private int nextCandidate(byte[] text, int from, int last) {
    int at = from;
    while (at <= last && bucketAt(text, at) == 0) {
      at += STRIDE;
    }
    return at;
  }

  private int bucketAt(byte[] text, int at) {
    return bucketOf[hash((int) INTS.get(text, at)) & bucketOf.length - 1];
  }

  private boolean reportMatches(int bucket, byte[] text, int from, int at, int to, Finds finds) {
    int[] candidates = buckets.get(bucket);
    for (int i = 0; i < candidates.length; i += 2) {
      byte[] wanted = texts[candidates[i]];
      int start = at - candidates[i + 1];
      boolean matches =
          start >= from
              && start + wanted.length <= to
              && Arrays.equals(text, start, start + wanted.length, wanted, 0, wanted.length);
      if (matches && !finds.found(candidates[i], start)) {
        return false;
      }
    }
    return true;
  }
}
