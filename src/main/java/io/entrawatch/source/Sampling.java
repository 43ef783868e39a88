// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.time.Clock;

/**
 * Which records to look at more closely: every one as long as there is time for it, and ever fewer
 * as they come faster. Asks the clock for those alone that are looked at, or would have been.
 */
final class Sampling {
  private static final int MOST_SKIPPED = 1024;
  private static final long PAUSE_MILLIS = 50;

  /**
   * So long records are not looked at again for every so many bytes: some thousandths of a core.
   */
  private static final long BYTES_PER_MILLI = 256;

  private final Clock clock;
  private int skip = 1;
  private int left = 1;
  private long next = Long.MIN_VALUE;

  Sampling(Clock clock) {
    this.clock = clock;
  }

  /** Whether to look at this record, of that many bytes. */
  boolean takes(int bytes) {
    left--;
    if (left > 0) {
      return false;
    }
    long now = clock.millis();
    boolean due = now >= next;
    if (due) {
      next = now + Math.max(PAUSE_MILLIS, bytes / BYTES_PER_MILLI);
    }
    skip = due ? Math.max(1, skip / 2) : Math.min(MOST_SKIPPED, skip * 2);
    left = skip;
    return due;
  }
}
