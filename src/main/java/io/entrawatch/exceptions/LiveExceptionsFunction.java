// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertWithEvents;
import io.entrawatch.event.JobCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Suppresses alerts by entries that a topic changes while the job runs.
 *
 * <p>The content of the topic at the start is part of the job, so it is known before the first
 * alert. State holds the later changes. Changes from before the start are ignored, because the
 * content at the start includes them. So a job that is restarted from a savepoint with a newer list
 * never returns to an older one.
 */
public final class LiveExceptionsFunction
    extends KeyedBroadcastProcessFunction<String, AlertWithEvents, ExceptionChange, Alert> {
  /** The changes since the start, by entry id. */
  public static final MapStateDescriptor<String, ExceptionChange> CHANGES =
      new MapStateDescriptor<>("changes", Types.STRING, TypeInformation.of(ExceptionChange.class));

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LiveExceptionsFunction.class);

  /** The most changes kept in state. */
  private static final int MOST_CHANGES = 10_000;

  private final ExceptionList atStart;
  private final OutputTag<SuppressedAlert> suppressed;

  private transient SuppressionGate gate;
  private transient JobCounter broken;
  private transient ExceptionMatcher matcher;

  /**
   * @param suppressed receives the suppressed alerts
   */
  public LiveExceptionsFunction(ExceptionList atStart, OutputTag<SuppressedAlert> suppressed) {
    this.atStart = atStart;
    this.suppressed = suppressed;
  }

  @Override
  public void open(OpenContext context) {
    gate = new SuppressionGate(getRuntimeContext());
    broken = new JobCounter(getRuntimeContext(), ExceptionList.BROKEN);
    matcher = null;
  }

  @Override
  public void processElement(
      AlertWithEvents alertWithEvents, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    if (matcher == null) {
      matcher = new ExceptionMatcher(entries(context.getBroadcastState(CHANGES)).values());
    }
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

  private Map<String, ExceptionEntry> entries(
      ReadOnlyBroadcastState<String, ExceptionChange> changes) throws Exception {
    Map<String, ExceptionEntry> entries = new LinkedHashMap<>();
    atStart.entries().forEach(entry -> entries.put(entry.id(), entry));
    for (Map.Entry<String, ExceptionChange> entry : changes.immutableEntries()) {
      ExceptionChange change = entry.getValue();
      if (atStart.isOlderThan(change)) {
        entries.remove(change.id());
        if (change.entry() != null) {
          entries.put(change.id(), change.entry());
        }
      }
    }
    return entries;
  }

  @Override
  public void processBroadcastElement(ExceptionChange change, Context context, Collector<Alert> out)
      throws Exception {
    if (change.id() == null || !atStart.isOlderThan(change)) {
      return;
    }
    BroadcastState<String, ExceptionChange> changes = context.getBroadcastState(CHANGES);
    if (changes.contains(change.id()) || makeRoom(changes)) {
      // An invalid new version also replaces the old one: its author no longer wants the old one.
      changes.put(change.id(), change);
      matcher = null;
    } else if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      broken.increase();
      LOG.warn(
          "The exception at partition {} offset {} is not obeyed: {} have changed since the start;"
              + " start the job anew from a savepoint",
          change.partition(),
          change.offset(),
          MOST_CHANGES);
    }
  }

  /**
   * Whether another change fits into the state. If the state is full, changes from before the start
   * are removed first: the restored job has them in its list.
   */
  private boolean makeRoom(BroadcastState<String, ExceptionChange> changes) throws Exception {
    List<String> outdated = new ArrayList<>();
    int size = 0;
    for (Map.Entry<String, ExceptionChange> entry : changes.immutableEntries()) {
      size++;
      if (!atStart.isOlderThan(entry.getValue())) {
        outdated.add(entry.getKey());
      }
    }
    if (size < MOST_CHANGES) {
      return true;
    }
    for (String id : outdated) {
      changes.remove(id);
    }
    return !outdated.isEmpty();
  }
}
