// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The time from the event that completed a pattern to the first emission of the alert. The form is
 * a Prometheus histogram: each bucket counts the alerts that took at most its bound.
 *
 * <p>Flink's own histograms keep the last values of one subtask, however old these are. These
 * counters can be added over subtasks and subtracted over time.
 */
final class DetectionLatency {
  /** The bounds in ms, by the value of the label {@code le} in seconds. */
  private static final Map<String, Long> BOUNDS =
      Map.ofEntries(
          Map.entry("0.1", 100L),
          Map.entry("0.2", 200L),
          Map.entry("0.5", 500L),
          Map.entry("1", 1_000L),
          Map.entry("2", 2_000L),
          Map.entry("5", 5_000L),
          Map.entry("10", 10_000L),
          Map.entry("30", 30_000L),
          Map.entry("60", 60_000L),
          Map.entry("300", 300_000L),
          Map.entry("+Inf", Long.MAX_VALUE));

  private final NavigableMap<Long, Counter> buckets = new TreeMap<>();

  DetectionLatency(MetricGroup metrics) {
    BOUNDS.forEach(
        (le, millis) ->
            buckets.put(millis, metrics.addGroup("le", le).counter("detection-latency-bucket")));
  }

  /**
   * Counts one alert.
   *
   * @param millis from the ingest time of the completing event
   */
  void add(long millis) {
    buckets.tailMap(millis, true).values().forEach(Counter::inc);
  }
}
