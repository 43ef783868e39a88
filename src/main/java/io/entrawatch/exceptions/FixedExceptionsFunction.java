// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertWithEvents;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Holds back what entries allow that do not change while the job runs. */
public final class FixedExceptionsFunction
    extends KeyedProcessFunction<String, AlertWithEvents, Alert> {
  private static final long serialVersionUID = 1L;

  private final ExceptionList list;
  private final OutputTag<SuppressedAlert> suppressed;

  private transient ExceptionMatcher judge;
  private transient SuppressionGate gate;

  /**
   * @param suppressed takes what is held back
   */
  public FixedExceptionsFunction(ExceptionList list, OutputTag<SuppressedAlert> suppressed) {
    this.list = list;
    this.suppressed = suppressed;
  }

  @Override
  public void open(OpenContext context) {
    judge = new ExceptionMatcher(list.entries());
    gate = new SuppressionGate(getRuntimeContext());
  }

  @Override
  public void processElement(AlertWithEvents found, Context context, Collector<Alert> out)
      throws Exception {
    gate.pass(found, judge, context.timerService(), out, held -> context.output(suppressed, held));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
    gate.forget(time);
  }
}
