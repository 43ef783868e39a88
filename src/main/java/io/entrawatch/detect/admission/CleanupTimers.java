// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.admission;

import org.apache.flink.util.MathUtils;

/**
 * Memory is freed in steps of event time: one timer for each step, not one for each sign-in. Each
 * group has steps of its own, or all of them would be freed in the same moment.
 */
public final class CleanupTimers {
  private static final int STEP = 10 * 60_000;

  private CleanupTimers() {}

  /**
   * The group's first step after a time, both in ms since the epoch.
   *
   * @param group its key
   */
  public static long after(long time, String group) {
    long offset = MathUtils.murmurHash(group.hashCode()) % STEP;
    return Math.floorDiv(time - offset, STEP) * STEP + STEP + offset;
  }
}
