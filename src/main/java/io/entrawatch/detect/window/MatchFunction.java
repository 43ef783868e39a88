// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.window;

import io.entrawatch.rule.Accumulator;
import io.entrawatch.rule.GateCondition;
import io.entrawatch.rule.Reading;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Emits one {@link Match} for each window whose accumulator meets the condition. */
public final class MatchFunction
    extends ProcessWindowFunction<Accumulator, Match, String, TimeWindow> {
  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<Boolean> EMITTED =
      new ValueStateDescriptor<>("match-said", Types.BOOLEAN);

  private final GateCondition condition;
  private final Reading reading;

  public MatchFunction(GateCondition condition, Reading reading) {
    this.condition = condition;
    this.reading = reading;
  }

  @Override
  public void process(
      String group, Context context, Iterable<Accumulator> accumulator, Collector<Match> out)
      throws Exception {
    if (!condition.holds(accumulator.iterator().next())) {
      return;
    }
    var isEmitted = context.windowState().getState(EMITTED);
    if (isEmitted.value() == null) {
      isEmitted.update(true);
      TimeWindow window = context.window();
      out.collect(new Match(group, reading.id(), window.getStart(), window.getEnd()));
    }
  }

  @Override
  public void clear(Context context) throws Exception {
    context.windowState().getState(EMITTED).clear();
  }
}
