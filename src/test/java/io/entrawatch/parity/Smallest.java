// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import java.util.ArrayList;
import java.util.List;

/** Delta debugging: takes away what is not needed to show something. */
final class Smallest {
  private Smallest() {}

  /** Whether a part still shows it. */
  @FunctionalInterface
  interface Shows<T> {
    boolean test(List<T> part) throws Exception;
  }

  /**
   * A part, in the order of the whole, of which no single element can be left out.
   *
   * @param shows true of the whole; asked of no empty part
   */
  static <T> List<T> part(List<T> whole, Shows<T> shows) throws Exception {
    List<T> part = whole;
    int pieces = 2;
    while (part.size() > 1) {
      List<T> smaller = smaller(part, Math.min(pieces, part.size()), shows);
      if (smaller != null) {
        pieces = Math.max(2, smaller.size() * pieces / part.size());
        part = smaller;
      } else if (pieces >= part.size()) {
        return part;
      } else {
        pieces *= 2;
      }
    }
    return part;
  }

  /** One piece alone, or all but one; null where all pieces are needed. */
  private static <T> List<T> smaller(List<T> part, int pieces, Shows<T> shows) throws Exception {
    for (int i = 0; i < pieces && pieces == 2; i++) {
      List<T> piece = part.subList(part.size() * i / pieces, part.size() * (i + 1) / pieces);
      if (shows.test(piece)) {
        return piece;
      }
    }
    for (int i = 0; i < pieces && pieces > 2; i++) {
      List<T> rest = new ArrayList<>(part.subList(0, part.size() * i / pieces));
      rest.addAll(part.subList(part.size() * (i + 1) / pieces, part.size()));
      if (shows.test(rest)) {
        return rest;
      }
    }
    return null;
  }
}
