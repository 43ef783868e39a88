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

/** Says once a window that its tally has become a {@link Match}. */
public final class MatchFunction
    extends ProcessWindowFunction<Accumulator, Match, String, TimeWindow> {
  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<Boolean> SAID =
      new ValueStateDescriptor<>("match-said", Types.BOOLEAN);

  private final GateCondition rule;
  private final Reading reading;

  public MatchFunction(GateCondition rule, Reading reading) {
    this.rule = rule;
    this.reading = reading;
  }

  @Override
  public void process(
      String group, Context context, Iterable<Accumulator> tally, Collector<Match> out)
      throws Exception {
    if (!rule.holds(tally.iterator().next())) {
      return;
    }
    var said = context.windowState().getState(SAID);
    if (said.value() == null) {
      said.update(true);
      TimeWindow window = context.window();
      out.collect(new Match(group, reading.id(), window.getStart(), window.getEnd()));
    }
  }

  @Override
  public void clear(Context context) throws Exception {
    context.windowState().getState(SAID).clear();
  }
}
