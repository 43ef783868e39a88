// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

/** Finds the first of some times that is still to come. */
final class NextTime {
  private final long watermark;
  private long time = Long.MAX_VALUE;

  /**
   * @param watermark up to which, inclusive, times have passed; ms since the epoch
   */
  NextTime(long watermark) {
    this.watermark = watermark;
  }

  void add(long other) {
    if (other > watermark) {
      time = Math.min(time, other);
    }
  }

  /** {@link Long#MAX_VALUE} where none is to come. */
  long time() {
    return time;
  }
}
