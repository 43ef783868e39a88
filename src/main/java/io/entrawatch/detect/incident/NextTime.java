// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

/** Finds the earliest of several times that is after the watermark. */
final class NextTime {
  private final long watermark;
  private long time = Long.MAX_VALUE;

  /**
   * @param watermark times up to this one, inclusive, have passed; ms since the epoch
   */
  NextTime(long watermark) {
    this.watermark = watermark;
  }

  void add(long other) {
    if (other > watermark) {
      time = Math.min(time, other);
    }
  }

  /** The earliest time; {@link Long#MAX_VALUE} if there is none. */
  long time() {
    return time;
  }
}
