// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import java.time.Duration;

/** Pauses between attempts: each twice the one before, up to a cap; a success starts over. */
final class BackOff {
  private final long firstMillis;
  private final long capMillis;
  private long nextMillis;

  BackOff(Duration first, Duration cap) {
    this.firstMillis = first.toMillis();
    this.capMillis = cap.toMillis();
    this.nextMillis = firstMillis;
  }

  /** The pause to make now, in ms. */
  long next() {
    long pause = nextMillis;
    nextMillis = Math.min(capMillis, nextMillis * 2);
    return pause;
  }

  void reset() {
    nextMillis = firstMillis;
  }
}
