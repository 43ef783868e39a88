// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.admission;

import org.apache.flink.util.MathUtils;

/**
 * Aligns cleanup timers to steps of event time: one timer for each step, not one for each event.
 * The steps of a group have an offset of their own, so that not all groups are cleaned up at once.
 */
public final class CleanupTimers {
  private static final int STEP = 10 * 60_000;

  private CleanupTimers() {}

  /**
   * The group's first step after a time, both in ms since the epoch.
   *
   * @param group the group's key
   */
  public static long after(long time, String group) {
    long offset = MathUtils.murmurHash(group.hashCode()) % STEP;
    return Math.floorDiv(time - offset, STEP) * STEP + STEP + offset;
  }
}
