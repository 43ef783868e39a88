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
 * <p>Late is what no window of any reading still takes. A duplicate is a sign-in whose uid has been
 * admitted while windows can still hold it; of two {@linkplain Event#COPIES copies} the same one
 * counts, whichever comes first: where it comes second it is let through, and {@code Incident}
 * holds the group to the truth.
 *
 * <p>Most groups never match. Their sign-ins stay here, in a {@link PendingGroup}, and neither
 * windows nor incident hear of them; a group that could match is open: what waited goes on, and
 * what comes later does at once.
 *
 * <p>Its memory is the measure of the rule's state: what it remembers of a group is all there is of
 * it, or what windows and incident hold of it. Two gauges show how many groups and sign-ins that
 * are.
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
  private transient PendingGroup waiting;
  private transient SeenEvents open;
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
    waiting = new PendingGroup(getRuntimeContext(), rule, cap);
    open = new SeenEvents(getRuntimeContext(), cap);
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
    List<Event> queue = waiting.signIns();
    if (queue == null) {
      context
          .timerService()
          .registerEventTimeTimer(CleanupTimers.after(until, context.getCurrentKey()));
      pass(signIn, until, out);
    } else {
      if (!waiting.isTimed(signIn, queue, context.getCurrentKey())) {
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
    if (waiting.mustOpen(queue)) {
      letIn(queue, watermark, out);
    } else {
      waiting.keep(queue);
    }
  }

  /** Windows that are over have nothing to hear: they could not have matched. */
  private void letIn(List<Event> queue, long watermark, Collector<Event> out) throws Exception {
    waiting.open();
    queue.sort(Event.ORDER);
    for (Event signIn : queue) {
      long until = rule.heldUntil(signIn);
      if (until > watermark) {
        open.add(signIn, Seen.of(signIn, until));
        out.collect(signIn);
      }
    }
    signIns.add(open.size() - queue.size());
  }

  /** Of a group that is open. */
  private void pass(Event signIn, long until, Collector<Event> out) throws Exception {
    Seen before = open.copyOf(signIn);
    Seen now = Seen.of(signIn, before == null ? until : Math.max(until, before.until()));
    if (before != null && before.counts(now)) {
      duplicates.increase();
      return;
    }
    if (before != null) {
      duplicates.increase();
      open.replace(signIn, now);
    } else {
      used.increase();
      signIns.add(open.add(signIn, now));
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
    List<Event> left = waiting.signIns();
    if (left == null) {
      forget(time);
    } else {
      int before = left.size();
      waiting.forget(left, time);
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
    int before = open.size();
    open.forget(time);
    signIns.add(open.size() - before);
    if (!open.isHeldAt(time)) {
      groups.add(-1);
      open.clear();
      waiting.clear();
    }
  }
}
