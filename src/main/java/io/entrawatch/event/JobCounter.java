// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts what has met one fate: as a metric for whoever watches the job, and as an accumulator for
 * the summary of a bounded run.
 */
public final class JobCounter {
  private final Counter metric;
  private final LongCounter accumulator = new LongCounter();

  /** Registers the count under this name; called in a function's {@code open}. */
  public JobCounter(RuntimeContext context, String name) {
    this(context, context.getMetricGroup(), name, name);
  }

  /** Registers the count as a metric of a group, and as an accumulator of another name. */
  public JobCounter(RuntimeContext context, MetricGroup group, String metric, String accumulator) {
    this.metric = group.counter(metric);
    context.addAccumulator(accumulator, this.accumulator);
  }

  public void increase() {
    increase(1);
  }

  /** Counts several at once. */
  public void increase(long by) {
    metric.inc(by);
    accumulator.add(by);
  }
}
