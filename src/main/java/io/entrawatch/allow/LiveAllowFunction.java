// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.allow;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.Found;
import io.entrawatch.signin.Count;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
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
public final class LiveAllowFunction extends BroadcastProcessFunction<Found, Change, Alert> {
  /** What changed since the start, by entry id. */
  public static final MapStateDescriptor<String, Change> CHANGES =
      new MapStateDescriptor<>("changes", Types.STRING, TypeInformation.of(Change.class));

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LiveAllowFunction.class);

  /** More entries than this are no list of exceptions any more. */
  private static final int MOST = 10_000;

  private final AllowList atStart;
  private final OutputTag<Suppressed> suppressed;

  private transient Gate gate;
  private transient Count broken;
  private transient Judge judge;

  /**
   * @param suppressed takes what is held back
   */
  public LiveAllowFunction(AllowList atStart, OutputTag<Suppressed> suppressed) {
    this.atStart = atStart;
    this.suppressed = suppressed;
  }

  @Override
  public void open(OpenContext context) {
    gate = new Gate(getRuntimeContext());
    broken = new Count(getRuntimeContext(), AllowList.BROKEN);
    judge = null;
  }

  @Override
  public void processElement(Found found, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    if (judge == null) {
      judge = new Judge(entries(context.getBroadcastState(CHANGES)).values());
    }
    gate.pass(found, judge, out::collect, held -> context.output(suppressed, held));
  }

  private Map<String, Entry> entries(ReadOnlyBroadcastState<String, Change> changes)
      throws Exception {
    Map<String, Entry> entries = new LinkedHashMap<>();
    atStart.entries().forEach(entry -> entries.put(entry.id(), entry));
    for (Map.Entry<String, Change> known : changes.immutableEntries()) {
      Change change = known.getValue();
      if (isNews(change)) {
        entries.remove(change.id());
        if (change.entry() != null) {
          entries.put(change.id(), change.entry());
        }
      }
    }
    return entries;
  }

  private boolean isNews(Change change) {
    return change.offset() >= atStart.readTo().getOrDefault(change.partition(), 0L);
  }

  @Override
  public void processBroadcastElement(Change change, Context context, Collector<Alert> out)
      throws Exception {
    if (!isNews(change)) {
      return;
    }
    if (change.id() == null) {
      report(change, change.problem());
      return;
    }
    var changes = context.getBroadcastState(CHANGES);
    boolean room = changes.contains(change.id()) || size(changes.immutableEntries()) < MOST;
    if (change.problem() != null || !room) {
      report(change, room ? change.problem() : "there are " + MOST + " changed entries already");
    }
    // A new version that cannot be obeyed takes the old one's place all the same: its author
    // meant that to be over.
    if (room) {
      changes.put(change.id(), change);
      judge = null;
    }
  }

  private void report(Change change, String problem) {
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      broken.increase();
      LOG.warn(
          "The exception at partition {} offset {} is not obeyed: {}",
          change.partition(),
          change.offset(),
          problem);
    }
  }

  private static int size(Iterable<?> entries) {
    int size = 0;
    for (Object ignored : entries) {
      size++;
    }
    return size;
  }
}
