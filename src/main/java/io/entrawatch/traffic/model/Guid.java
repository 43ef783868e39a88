// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

import java.util.SplittableRandom;
import java.util.UUID;

/** Identifiers that follow from a seed. */
public final class Guid {
  private Guid() {}

  public static String next(SplittableRandom random) {
    return of(random.nextLong(), random.nextLong());
  }

  /** One of a kind for a pair of numbers. */
  public static String of(long high, long low) {
    long a = mix(high ^ mix(low));
    long b = mix(low ^ a);
    return new UUID(a & ~0xf000L | 0x4000L, b >>> 2 | Long.MIN_VALUE).toString();
  }

  /** A number that looks random and follows from another (the finalizer of SplitMix64). */
  public static long mix(long z) {
    z = (z + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 30) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
