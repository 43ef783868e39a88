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
 * Stands in front of a rule's windows: settles for every sign-in whether it is used, a duplicate or
 * late, so that each is counted once however many windows take it.
 *
 * <p>An event is late if no window of any reading still takes it. It is a duplicate if its uid was
 * admitted before and windows can still hold it. Of two {@linkplain Event#COPIES copies} the same
 * one always counts: if it comes second it is forwarded, and {@code Incident} replaces the other.
 *
 * <p>Most groups never match. Their events wait here, in a {@link PendingGroup}, and go neither to
 * windows nor to the incident. Once a group could match it is open: its waiting events are
 * released, and later ones are forwarded at once.
 *
 * <p>Two gauges show how many groups and events this state holds. Windows and the incident hold
 * events of open groups only.
 */
public final class AdmissionFunction extends KeyedProcessFunction<String, Event, Event>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /**
   * A sign-in of an open group.
   *
   * @param ingested of the copy that counts
   * @param fingerprint likewise
   * @param until the watermark from which no window can hold any of its copies
   */
  public record Seen(long ingested, long fingerprint, long until) {
    static Seen of(Event signIn, long until) {
      return new Seen(signIn.ingested(), signIn.fingerprint(), until);
    }

    /** As {@link Event#COPIES} has it. */
    boolean counts(Seen copy) {
      return ingested < copy.ingested
          || (ingested == copy.ingested && fingerprint <= copy.fingerprint);
    }
  }

  private final Rule rule;
  private final int cap;
  private final OutputTag<LateEvent> late;

  private transient JobCounter used;
  private transient JobCounter duplicates;
  private transient JobCounter lates;
  private transient PendingGroup pending;
  private transient SeenEvents seen;
  private transient CheckpointedCounter groups;
  private transient CheckpointedCounter signIns;

  /**
   * @param cap beyond this many remembered sign-ins of a group the stream is a flood, and
   *     duplicates are told apart only downstream
   */
  public AdmissionFunction(Rule rule, int cap, OutputTag<LateEvent> late) {
    this.rule = rule;
    this.cap = cap;
    this.late = late;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    groups = new CheckpointedCounter(context, "live-groups");
    signIns = new CheckpointedCounter(context, "live-sign-ins");
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    groups.snapshot();
    signIns.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    pending = new PendingGroup(getRuntimeContext(), rule, cap);
    seen = new SeenEvents(getRuntimeContext(), cap);
    used = new JobCounter(getRuntimeContext(), rule.id() + ".used");
    duplicates = new JobCounter(getRuntimeContext(), rule.id() + ".duplicates");
    lates = new JobCounter(getRuntimeContext(), rule.id() + ".late");
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    metrics.gauge(rule.id() + ".live-groups", this::liveGroups);
    metrics.gauge(rule.id() + ".live-sign-ins", this::liveSignIns);
  }

  @Override
  public void processElement(Event signIn, Context context, Collector<Event> out) throws Exception {
    long watermark = context.timerService().currentWatermark();
    long until = rule.heldUntil(signIn);
    if (until <= watermark) {
      lates.increase();
      context.output(late, new LateEvent(rule.id(), watermark - until, signIn));
      return;
    }
    List<Event> queue = pending.signIns();
    if (queue == null) {
      context
          .timerService()
          .registerEventTimeTimer(CleanupTimers.after(until, context.getCurrentKey()));
      admit(signIn, until, out);
    } else {
      if (!pending.isTimed(signIn, queue, context.getCurrentKey())) {
        context
            .timerService()
            .registerEventTimeTimer(CleanupTimers.after(until, context.getCurrentKey()));
      }
      queue(signIn, queue, watermark, out);
    }
  }

  /** Of a group that could not match yet. */
  private void queue(Event signIn, List<Event> queue, long watermark, Collector<Event> out)
      throws Exception {
    int before = queue.size();
    if (!PendingGroup.take(signIn, queue)) {
      duplicates.increase();
      return;
    }
    (queue.size() == before ? duplicates : used).increase();
    signIns.add(queue.size() - before);
    groups.add(before == 0 ? 1 : 0);
    if (pending.mustOpen(queue)) {
      release(queue, watermark, out);
    } else {
      pending.keep(queue);
    }
  }

  /** Events whose windows are over stay behind: those windows could not have matched. */
  private void release(List<Event> queue, long watermark, Collector<Event> out) throws Exception {
    pending.open();
    queue.sort(Event.ORDER);
    for (Event signIn : queue) {
      long until = rule.heldUntil(signIn);
      if (until > watermark) {
        seen.add(signIn, Seen.of(signIn, until));
        out.collect(signIn);
      }
    }
    signIns.add(seen.size() - queue.size());
  }

  /** Of a group that is open. */
  private void admit(Event signIn, long until, Collector<Event> out) throws Exception {
    Seen before = seen.copyOf(signIn);
    Seen now = Seen.of(signIn, before == null ? until : Math.max(until, before.until()));
    if (before != null && before.counts(now)) {
      duplicates.increase();
      return;
    }
    if (before != null) {
      duplicates.increase();
      seen.replace(signIn, now);
    } else {
      used.increase();
      signIns.add(seen.add(signIn, now));
    }
    out.collect(signIn);
  }

  long liveGroups() {
    return groups.count();
  }

  long liveSignIns() {
    return signIns.count();
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Event> out) throws Exception {
    List<Event> left = pending.signIns();
    if (left == null) {
      forget(time);
    } else {
      int before = left.size();
      pending.forget(left, time);
      signIns.add(left.size() - before);
      groups.add(before > 0 && left.isEmpty() ? -1 : 0);
      // There is such a timer, unless the job was restored with longer windows.
      for (Event signIn : left) {
        context
            .timerService()
            .registerEventTimeTimer(
                CleanupTimers.after(rule.heldUntil(signIn), context.getCurrentKey()));
      }
    }
  }

  private void forget(long time) throws Exception {
    int before = seen.size();
    seen.forget(time);
    signIns.add(seen.size() - before);
    if (!seen.isHeldAt(time)) {
      groups.add(-1);
      seen.clear();
      pending.clear();
    }
  }
}
