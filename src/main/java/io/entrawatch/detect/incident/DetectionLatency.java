// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How long after the sign-in that completed its pattern an alert was opened, as Prometheus likes
 * it: for each bound how many took at most as long. Unlike Flink's own histograms, which keep the
 * last values of one subtask however old they are, these add up over subtasks and subtract over
 * time.
 */
final class DetectionLatency {
  /** In seconds, as they stand in the label {@code le}. */
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
   * @param millis from the ingest time of the completing sign-in
   */
  void add(long millis) {
    buckets.tailMap(millis, true).values().forEach(Counter::inc);
  }
}
