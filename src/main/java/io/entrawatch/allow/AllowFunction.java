// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.allow;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.Found;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Holds back what entries allow that do not change while the job runs. */
public final class AllowFunction extends KeyedProcessFunction<String, Found, Alert> {
  private static final long serialVersionUID = 1L;

  private final AllowList list;
  private final OutputTag<Suppressed> suppressed;

  private transient Judge judge;
  private transient Gate gate;

  /**
   * @param suppressed takes what is held back
   */
  public AllowFunction(AllowList list, OutputTag<Suppressed> suppressed) {
    this.list = list;
    this.suppressed = suppressed;
  }

  @Override
  public void open(OpenContext context) {
    judge = new Judge(list.entries());
    gate = new Gate(getRuntimeContext());
  }

  @Override
  public void processElement(Found found, Context context, Collector<Alert> out) throws Exception {
    gate.pass(found, judge, context.timerService(), out, held -> context.output(suppressed, held));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
    gate.forget(time);
  }
}
