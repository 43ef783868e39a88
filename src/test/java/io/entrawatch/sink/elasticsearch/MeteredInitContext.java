// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import org.apache.flink.connector.base.sink.writer.TestSinkInitContext;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.MetricsGroupTestUtils;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;

/** A writer's surroundings with a clock, a mailbox and metrics in the test's hands. */
final class MeteredInitContext extends TestSinkInitContext {
  private final MetricListener metrics = new MetricListener();
  private final SinkWriterMetricGroup group =
      MetricsGroupTestUtils.mockWriterMetricGroup(
          metrics.getMetricGroup(),
          UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup().getIOMetricGroup());

  @Override
  public SinkWriterMetricGroup metricGroup() {
    return group;
  }

  long counter(String name) {
    return metrics.getCounter(name).orElseThrow().getCount();
  }

  Object gauge(String name) {
    return metrics.getGauge(name).orElseThrow().getValue();
  }

  /** Runs what waits for the task's thread, as the task does between two records. */
  void runMails() {
    while (getMailboxExecutor().tryYield()) {
      // until none is left
    }
  }

  void advance(long millis) throws Exception {
    getTestProcessingTimeService().advance(millis);
    runMails();
  }
}
