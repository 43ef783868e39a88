// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * Counts what has met one fate: as a metric for whoever watches the job, and as an accumulator for
 * the summary of a bounded run.
 */
public final class Count {
  private final Counter metric;
  private final LongCounter accumulator = new LongCounter();

  /** Registers the count under this name; called in a function's {@code open}. */
  public Count(RuntimeContext context, String name) {
    metric = context.getMetricGroup().counter(name);
    context.addAccumulator(name, accumulator);
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
