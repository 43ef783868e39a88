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
 * Holds back what entries allow that a topic changes while the job runs.
 *
 * <p>The topic as it stood at the start comes with the job, so that no alert leaves before it is
 * known; state holds what changed since. A change from before that end is part of what came with
 * the job and says nothing: so a job that is started anew from a savepoint, with a newer list,
 * never goes back to an older one.
 */
public final class LiveExceptionsFunction
    extends KeyedBroadcastProcessFunction<String, AlertWithEvents, ExceptionChange, Alert> {
  /** What changed since the start, by entry id. */
  public static final MapStateDescriptor<String, ExceptionChange> CHANGES =
      new MapStateDescriptor<>("changes", Types.STRING, TypeInformation.of(ExceptionChange.class));

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LiveExceptionsFunction.class);

  /** More entries than this are no list of exceptions any more. */
  private static final int MOST = 10_000;

  private final ExceptionList atStart;
  private final OutputTag<SuppressedAlert> suppressed;

  private transient SuppressionGate gate;
  private transient JobCounter broken;
  private transient ExceptionMatcher judge;

  /**
   * @param suppressed takes what is held back
   */
  public LiveExceptionsFunction(ExceptionList atStart, OutputTag<SuppressedAlert> suppressed) {
    this.atStart = atStart;
    this.suppressed = suppressed;
  }

  @Override
  public void open(OpenContext context) {
    gate = new SuppressionGate(getRuntimeContext());
    broken = new JobCounter(getRuntimeContext(), ExceptionList.BROKEN);
    judge = null;
  }

  @Override
  public void processElement(AlertWithEvents found, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    if (judge == null) {
      judge = new ExceptionMatcher(entries(context.getBroadcastState(CHANGES)).values());
    }
    gate.pass(found, judge, context.timerService(), out, held -> context.output(suppressed, held));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
    gate.forget(time);
  }

  private Map<String, ExceptionEntry> entries(
      ReadOnlyBroadcastState<String, ExceptionChange> changes) throws Exception {
    Map<String, ExceptionEntry> entries = new LinkedHashMap<>();
    atStart.entries().forEach(entry -> entries.put(entry.id(), entry));
    for (Map.Entry<String, ExceptionChange> known : changes.immutableEntries()) {
      ExceptionChange change = known.getValue();
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
    if (changes.contains(change.id()) || hasRoom(changes)) {
      // A new version that cannot be obeyed takes the old one's place all the same: its author
      // meant that to be over.
      changes.put(change.id(), change);
      judge = null;
    } else if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      broken.increase();
      LOG.warn(
          "The exception at partition {} offset {} is not obeyed: {} have changed since the start;"
              + " start the job anew from a savepoint",
          change.partition(),
          change.offset(),
          MOST);
    }
  }

  /** Makes room, where there is none, by forgetting what came with the job once it was restored. */
  private boolean hasRoom(BroadcastState<String, ExceptionChange> changes) throws Exception {
    List<String> known = new ArrayList<>();
    int size = 0;
    for (Map.Entry<String, ExceptionChange> entry : changes.immutableEntries()) {
      size++;
      if (!atStart.isOlderThan(entry.getValue())) {
        known.add(entry.getKey());
      }
    }
    if (size < MOST) {
      return true;
    }
    for (String id : known) {
      changes.remove(id);
    }
    return !known.isEmpty();
  }
}
