// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.model.Guid;

/**
 * When records arrive: in batches, about one in five minutes.
 *
 * @param start nothing arrives before it, ms since the epoch
 */
record Batches(long start, long seed) {
  private static final long PERIOD = 5 * 60_000;

  /** No record is delivered sooner after its sign-in than that. */
  static final long LEAST_DELAY = 2 * 60_000;

  /** No record is delivered later after its sign-in than that. */
  static final long MOST_DELAY = 30 * 60_000;

  /** How long the records of a batch take to come in. */
  static final long LENGTH = 45_000;

  /** By how much a record can lag behind others that were ingested later. */
  static final long DISORDER = 60_000;

  private static final int JITTER = 20_000;

  /** When the batch begins that brings the records due at {@code position}, ms after the start. */
  long arrival(long position) {
    long batch = position / PERIOD;
    long within = position % PERIOD * LENGTH / PERIOD;
    return begin(batch) + within;
  }

  /**
   * When the first batch that can bring a sign-in of that time, or the one {@code later}, begins.
   */
  long arrivalOf(long timestamp, int later) {
    long batch = Math.max(0, (timestamp + LEAST_DELAY - begin(0)) / PERIOD - 1);
    while (begin(batch) < timestamp + LEAST_DELAY) {
      batch++;
    }
    return begin(batch + later);
  }

  private long begin(long batch) {
    return start + DISORDER + batch * PERIOD + Math.floorMod(Guid.mix(seed + batch), JITTER);
  }
}
