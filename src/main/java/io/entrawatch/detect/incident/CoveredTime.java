// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.rule.WindowSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stretches of time that windows cover together. Asking them is as quick for a day of
 * overlapping windows as for one.
 */
final class CoveredTime {
  /** Start to end, apart from each other, on each of a sign-in's clocks. */
  private final Map<WindowSpec.Clock, TreeMap<Long, Long>> byClock =
      new EnumMap<>(WindowSpec.Clock.class);

  /** Adds a window; they come in the order of their starts. */
  void add(MatchingWindow window, WindowSpec spec) {
    TreeMap<Long, Long> spans = byClock.computeIfAbsent(spec.clock(), clock -> new TreeMap<>());
    Map.Entry<Long, Long> last = spans.lastEntry();
    if (last != null && window.start() <= last.getValue()) {
      spans.put(last.getKey(), Math.max(last.getValue(), window.end()));
    } else {
      spans.put(window.start(), window.end());
    }
  }

  /** Whether one of the windows holds the cell. */
  boolean hold(TimeBucket cell) {
    for (Map.Entry<WindowSpec.Clock, TreeMap<Long, Long>> entry : byClock.entrySet()) {
      long time = entry.getKey() == WindowSpec.Clock.INGESTED ? cell.ingested() : cell.timestamp();
      Map.Entry<Long, Long> span = entry.getValue().floorEntry(time);
      if (span != null && time < span.getValue()) {
        return true;
      }
    }
    return false;
  }
}
