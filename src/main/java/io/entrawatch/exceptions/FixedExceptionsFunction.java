// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertWithEvents;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Suppresses alerts by entries that do not change while the job runs. */
public final class FixedExceptionsFunction
    extends KeyedProcessFunction<String, AlertWithEvents, Alert> {
  private static final long serialVersionUID = 1L;

  private final ExceptionList list;
  private final OutputTag<SuppressedAlert> suppressed;

  private transient ExceptionMatcher matcher;
  private transient SuppressionGate gate;

  /**
   * @param suppressed receives the suppressed alerts
   */
  public FixedExceptionsFunction(ExceptionList list, OutputTag<SuppressedAlert> suppressed) {
    this.list = list;
    this.suppressed = suppressed;
  }

  @Override
  public void open(OpenContext context) {
    matcher = new ExceptionMatcher(list.entries());
    gate = new SuppressionGate(getRuntimeContext());
  }

  @Override
  public void processElement(AlertWithEvents alertWithEvents, Context context, Collector<Alert> out)
      throws Exception {
    gate.process(
        alertWithEvents,
        matcher,
        context.timerService(),
        out,
        held -> context.output(suppressed, held));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
    gate.forget(time);
  }
}
