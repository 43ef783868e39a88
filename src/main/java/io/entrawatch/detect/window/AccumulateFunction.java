// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.window;

import io.entrawatch.event.Event;
import io.entrawatch.rule.Accumulator;
import io.entrawatch.rule.GateCondition;
import org.apache.flink.api.common.functions.AggregateFunction;

/**
 * Adds each sign-in to its window's {@link Accumulator} as it comes; no window keeps its sign-ins.
 */
public final class AccumulateFunction
    implements AggregateFunction<Event, Accumulator, Accumulator> {
  private static final long serialVersionUID = 1L;

  private final GateCondition rule;

  public AccumulateFunction(GateCondition rule) {
    this.rule = rule;
  }

  @Override
  public Accumulator createAccumulator() {
    return rule.empty();
  }

  @Override
  public Accumulator add(Event signIn, Accumulator tally) {
    rule.add(signIn, tally);
    return tally;
  }

  @Override
  public Accumulator getResult(Accumulator tally) {
    return tally;
  }

  @Override
  public Accumulator merge(Accumulator a, Accumulator b) {
    throw new UnsupportedOperationException("sliding and tumbling windows never merge");
  }
}
