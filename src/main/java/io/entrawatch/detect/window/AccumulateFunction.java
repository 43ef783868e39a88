// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.window;

import io.entrawatch.event.Event;
import io.entrawatch.rule.Accumulator;
import io.entrawatch.rule.GateCondition;
import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds each event to its window's {@link Accumulator} on arrival. Windows do not store events. */
public final class AccumulateFunction
    implements AggregateFunction<Event, Accumulator, Accumulator> {
  private static final long serialVersionUID = 1L;

  private final GateCondition condition;

  public AccumulateFunction(GateCondition condition) {
    this.condition = condition;
  }

  @Override
  public Accumulator createAccumulator() {
    return condition.empty();
  }

  @Override
  public Accumulator add(Event event, Accumulator accumulator) {
    condition.add(event, accumulator);
    return accumulator;
  }

  @Override
  public Accumulator getResult(Accumulator accumulator) {
    return accumulator;
  }

  @Override
  public Accumulator merge(Accumulator a, Accumulator b) {
    throw new UnsupportedOperationException("sliding and tumbling windows never merge");
  }
}
