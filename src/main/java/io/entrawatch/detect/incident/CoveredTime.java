// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.rule.WindowSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The union of the time ranges of several windows. A lookup in a day of overlapping windows takes
 * as long as in one window.
 */
final class CoveredTime {
  /** Range start to range end, by clock. The ranges of one clock do not overlap. */
  private final Map<WindowSpec.Clock, TreeMap<Long, Long>> byClock =
      new EnumMap<>(WindowSpec.Clock.class);

  /** Adds a window. Windows must be added in the order of their starts. */
  void add(MatchingWindow window, WindowSpec spec) {
    TreeMap<Long, Long> spans = byClock.computeIfAbsent(spec.clock(), clock -> new TreeMap<>());
    Map.Entry<Long, Long> last = spans.lastEntry();
    if (last != null && window.start() <= last.getValue()) {
      spans.put(last.getKey(), Math.max(last.getValue(), window.end()));
    } else {
      spans.put(window.start(), window.end());
    }
  }

  /** Whether one of the windows contains the bucket. */
  boolean contains(TimeBucket bucket) {
    for (Map.Entry<WindowSpec.Clock, TreeMap<Long, Long>> entry : byClock.entrySet()) {
      long time =
          entry.getKey() == WindowSpec.Clock.INGESTED ? bucket.ingested() : bucket.timestamp();
      Map.Entry<Long, Long> span = entry.getValue().floorEntry(time);
      if (span != null && time < span.getValue()) {
        return true;
      }
    }
    return false;
  }
}
