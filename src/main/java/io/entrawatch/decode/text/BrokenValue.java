// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.util.Arrays;

/**
 * Where a value broke, and the objects and arrays that were open there: each is broken too.
 *
 * @param at the position of the first byte that cannot stand there, or the end of the file
 * @param opened the positions of their opening brackets, the outermost first
 * @param arrays which of them are arrays
 */
record BrokenValue(long at, long[] opened, boolean[] arrays) {
  static final BrokenValue NONE = new BrokenValue(-1, new long[0], new boolean[0]);

  /** How deep the bracket at that position is; negative if it is not open. */
  int level(long position) {
    return Arrays.binarySearch(opened, position);
  }

  /** Whether the value is an array, or an object and broke in an array among its members. */
  boolean isInArray(int level) {
    return arrays[level] || level + 1 < arrays.length && arrays[level + 1];
  }
}
