// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.admission;

import io.entrawatch.event.Event;
import io.entrawatch.event.JobCounter;
import io.entrawatch.rule.Rule;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Classifies every event before the rule's windows as used, duplicate or late. So each event is
 * counted once, however many windows take it.
 *
 * <p>An event is late if no window of any reading can still take it. It is a duplicate if an event
 * with the same uid was released before and windows can still hold that one. Of two {@linkplain
 * Event#COPIES copies}, the same one counts, in whatever order they arrive. If the copy that counts
 * arrives second, it is released as well, and {@code Incident} replaces the first one.
 *
 * <p>Most groups never match. Their events stay in a {@link PendingGroup} and do not reach the
 * windows. Once a group could match, it is open: its pending events are released, and later ones at
 * once.
 *
 * <p>The number of events remembered here is a measure of the rule's state. A pending group has no
 * other state. For an open group, it is the number of events in the windows and the incident. Two
 * gauges show the numbers of groups and events.
 */
public final class AdmissionFunction extends KeyedProcessFunction<String, Event, Event>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /**
   * What is remembered of an event of an open group.
   *
   * @param ingested of the copy that counts
   * @param fingerprint of the copy that counts
   * @param until the watermark from which no window can hold any of its copies
   */
  public record Seen(long ingested, long fingerprint, long until) {
    static Seen of(Event event, long until) {
      return new Seen(event.ingested(), event.fingerprint(), until);
    }

    /** Whether this copy counts, by the order of {@link Event#COPIES}. */
    boolean counts(Seen copy) {
      return ingested < copy.ingested
          || (ingested == copy.ingested && fingerprint <= copy.fingerprint);
    }
  }

  private final Rule rule;
  private final int cap;
  private final OutputTag<LateEvent> lateOutput;

  private transient JobCounter used;
  private transient JobCounter duplicates;
  private transient JobCounter lateEvents;
  private transient PendingGroup pendingGroup;
  private transient SeenEvents seenEvents;
  private transient CheckpointedCounter liveGroups;
  private transient CheckpointedCounter liveEvents;

  /**
   * @param cap most events remembered of a group; beyond it, duplicates are only removed downstream
   */
  public AdmissionFunction(Rule rule, int cap, OutputTag<LateEvent> lateOutput) {
    this.rule = rule;
    this.cap = cap;
    this.lateOutput = lateOutput;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    liveGroups = new CheckpointedCounter(context, "live-groups");
    liveEvents = new CheckpointedCounter(context, "live-sign-ins");
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    liveGroups.snapshot();
    liveEvents.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    pendingGroup = new PendingGroup(getRuntimeContext(), rule, cap);
    seenEvents = new SeenEvents(getRuntimeContext(), cap);
    used = new JobCounter(getRuntimeContext(), rule.id() + ".used");
    duplicates = new JobCounter(getRuntimeContext(), rule.id() + ".duplicates");
    lateEvents = new JobCounter(getRuntimeContext(), rule.id() + ".late");
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    metrics.gauge(rule.id() + ".live-groups", this::liveGroups);
    metrics.gauge(rule.id() + ".live-sign-ins", this::liveEvents);
  }

  @Override
  public void processElement(Event event, Context context, Collector<Event> out) throws Exception {
    long watermark = context.timerService().currentWatermark();
    long until = rule.heldUntil(event);
    if (until <= watermark) {
      lateEvents.increase();
      context.output(lateOutput, new LateEvent(rule.id(), watermark - until, event));
      return;
    }
    List<Event> pending = pendingGroup.events();
    if (pending == null) {
      context
          .timerService()
          .registerEventTimeTimer(CleanupTimers.after(until, context.getCurrentKey()));
      release(event, until, out);
    } else {
      if (!pendingGroup.hasTimer(event, pending, context.getCurrentKey())) {
        context
            .timerService()
            .registerEventTimeTimer(CleanupTimers.after(until, context.getCurrentKey()));
      }
      addPending(event, pending, watermark, out);
    }
  }

  /** Adds an event to a group that could not match yet. */
  private void addPending(Event event, List<Event> pending, long watermark, Collector<Event> out)
      throws Exception {
    int before = pending.size();
    if (!PendingGroup.add(event, pending)) {
      duplicates.increase();
      return;
    }
    (pending.size() == before ? duplicates : used).increase();
    liveEvents.add(pending.size() - before);
    liveGroups.add(before == 0 ? 1 : 0);
    if (pendingGroup.mustOpen(pending)) {
      openGroup(pending, watermark, out);
    } else {
      pendingGroup.store(pending);
    }
  }

  /**
   * Opens the group. Events whose windows have all closed are dropped: those windows could not have
   * matched.
   */
  private void openGroup(List<Event> pending, long watermark, Collector<Event> out)
      throws Exception {
    pendingGroup.open();
    pending.sort(Event.ORDER);
    for (Event event : pending) {
      long until = rule.heldUntil(event);
      if (until > watermark) {
        seenEvents.add(event, Seen.of(event, until));
        out.collect(event);
      }
    }
    liveEvents.add(seenEvents.size() - pending.size());
  }

  /** Releases an event of an open group, unless it is a duplicate. */
  private void release(Event event, long until, Collector<Event> out) throws Exception {
    Seen before = seenEvents.copyOf(event);
    Seen now = Seen.of(event, before == null ? until : Math.max(until, before.until()));
    if (before != null && before.counts(now)) {
      duplicates.increase();
      return;
    }
    if (before != null) {
      duplicates.increase();
      seenEvents.replace(event, now);
    } else {
      used.increase();
      liveEvents.add(seenEvents.add(event, now));
    }
    out.collect(event);
  }

  long liveGroups() {
    return liveGroups.count();
  }

  long liveEvents() {
    return liveEvents.count();
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Event> out) throws Exception {
    List<Event> pending = pendingGroup.events();
    if (pending == null) {
      forget(time);
    } else {
      int before = pending.size();
      pendingGroup.forget(pending, time);
      liveEvents.add(pending.size() - before);
      liveGroups.add(before > 0 && pending.isEmpty() ? -1 : 0);
      // These timers exist already, unless the job was restored with longer windows.
      for (Event event : pending) {
        context
            .timerService()
            .registerEventTimeTimer(
                CleanupTimers.after(rule.heldUntil(event), context.getCurrentKey()));
      }
    }
  }

  private void forget(long time) throws Exception {
    int before = seenEvents.size();
    seenEvents.forget(time);
    liveEvents.add(seenEvents.size() - before);
    if (!seenEvents.isHeldAt(time)) {
      liveGroups.add(-1);
      seenEvents.clear();
      pendingGroup.clear();
    }
  }
}
