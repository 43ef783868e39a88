// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.doctor;

import java.util.Map;
import java.util.SortedMap;

/** Delays in words. */
final class Delay {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private Delay() {}

  /**
   * The delay that so many percent do not exceed.
   *
   * @param counts how many have each delay; one at least
   */
  static long percentile(SortedMap<Long, Long> counts, int percent) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long seen = 0;
    for (Map.Entry<Long, Long> count : counts.entrySet()) {
      seen += count.getValue();
      if (100 * seen >= percent * all) {
        return count.getKey();
      }
    }
    throw new IllegalArgumentException("no delays");
  }

  /** Such as {@code 2 min 3 s}: what is finer does not matter to a person. */
  static String text(long millis) {
    if (millis < 0) {
      return "-" + text(-millis);
    }
    if (millis < SECOND) {
      return millis + " ms";
    }
    if (millis < MINUTE) {
      return millis / SECOND + " s";
    }
    return millis < HOUR
        ? millis / MINUTE + " min " + millis % MINUTE / SECOND + " s"
        : millis / HOUR + " h " + millis % HOUR / MINUTE + " min";
  }
}
