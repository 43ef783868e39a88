// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.window;

import io.entrawatch.rule.Rule;
import io.entrawatch.signin.Count;
import io.entrawatch.signin.SignIn;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
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
 * admitted while windows can still hold it; of two ingest times the earlier one wins, whichever
 * comes first: a copy with an earlier one is let through, and {@code Incident} holds the group to
 * the truth.
 *
 * <p>Most groups never match. Their sign-ins stay here, in a {@link WaitingRoom}, and neither
 * windows nor incident hear of them; a group that could match is open: what waited goes on, and
 * what comes later does at once.
 *
 * <p>Its memory is the measure of the rule's state: what it remembers of a group is all there is of
 * it, or what windows and incident hold of it. Two gauges show how many groups and sign-ins that
 * are.
 */
public final class Admission extends KeyedProcessFunction<String, SignIn, SignIn>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private static final MapStateDescriptor<String, Seen> SEEN =
      new MapStateDescriptor<>("seen", Types.STRING, TypeInformation.of(Seen.class));

  private static final ValueStateDescriptor<Integer> REMEMBERED =
      new ValueStateDescriptor<>("remembered", Types.INT);

  /**
   * A sign-in of an open group.
   *
   * @param ingested the earliest ingest time it came with
   * @param until the watermark from which no window can hold it
   */
  public record Seen(long ingested, long until) {}

  private final Rule rule;
  private final int cap;
  private final OutputTag<LateSignIn> late;

  private transient Count used;
  private transient Count duplicates;
  private transient Count lates;
  private transient WaitingRoom waiting;
  private transient MapState<String, Seen> seen;

  /** How many there are in {@code seen}; none while the group waits. */
  private transient ValueState<Integer> remembered;

  private transient Live groups;
  private transient Live signIns;

  /**
   * @param cap beyond this many remembered sign-ins of a group the stream is a flood, and
   *     duplicates are told apart only downstream
   */
  public Admission(Rule rule, int cap, OutputTag<LateSignIn> late) {
    this.rule = rule;
    this.cap = cap;
    this.late = late;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    groups = new Live(context, "live-groups");
    signIns = new Live(context, "live-sign-ins");
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    groups.snapshot();
    signIns.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    waiting = new WaitingRoom(getRuntimeContext(), rule, cap);
    seen = getRuntimeContext().getMapState(SEEN);
    remembered = getRuntimeContext().getState(REMEMBERED);
    used = new Count(getRuntimeContext(), rule.id() + ".used");
    duplicates = new Count(getRuntimeContext(), rule.id() + ".duplicates");
    lates = new Count(getRuntimeContext(), rule.id() + ".late");
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    metrics.gauge(rule.id() + ".live-groups", this::liveGroups);
    metrics.gauge(rule.id() + ".live-sign-ins", this::liveSignIns);
  }

  @Override
  public void processElement(SignIn signIn, Context context, Collector<SignIn> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    long until = rule.heldUntil(signIn);
    if (until <= watermark) {
      lates.increase();
      context.output(late, new LateSignIn(rule.id(), watermark - until, signIn));
      return;
    }
    List<SignIn> queue = waiting.signIns();
    if (queue == null) {
      context.timerService().registerEventTimeTimer(MemorySteps.after(until));
      pass(signIn, until, out);
    } else {
      if (!waiting.isTimed(signIn, queue)) {
        context.timerService().registerEventTimeTimer(MemorySteps.after(until));
      }
      queue(signIn, queue, watermark, out);
    }
  }

  /** Of a group that could not match yet. */
  private void queue(SignIn signIn, List<SignIn> queue, long watermark, Collector<SignIn> out)
      throws Exception {
    int before = queue.size();
    if (!WaitingRoom.take(signIn, queue)) {
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
  private void letIn(List<SignIn> queue, long watermark, Collector<SignIn> out) throws Exception {
    waiting.open();
    int count = 0;
    queue.sort(SignIn.ORDER);
    for (SignIn signIn : queue) {
      long until = rule.heldUntil(signIn);
      if (until > watermark) {
        seen.put(signIn.uid(), new Seen(signIn.ingested(), until));
        count++;
        out.collect(signIn);
      }
    }
    remembered.update(count);
    signIns.add(count - queue.size());
  }

  /** Of a group that is open. */
  private void pass(SignIn signIn, long until, Collector<SignIn> out) throws Exception {
    Seen before = seen.get(signIn.uid());
    if (before != null && before.ingested() <= signIn.ingested()) {
      duplicates.increase();
      return;
    }
    (before == null ? used : duplicates).increase();
    int count = remembered.value();
    if (before == null && count < cap) {
      remembered.update(count + 1);
      signIns.add(1);
    }
    if (before != null || count < cap) {
      seen.put(signIn.uid(), new Seen(signIn.ingested(), until));
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
  public void onTimer(long time, OnTimerContext context, Collector<SignIn> out) throws Exception {
    List<SignIn> left = waiting.signIns();
    if (left == null) {
      forget(time);
    } else {
      int before = left.size();
      waiting.forget(left, time);
      signIns.add(left.size() - before);
      groups.add(before > 0 && left.isEmpty() ? -1 : 0);
      // There is such a timer, unless the job was restored with longer windows.
      for (SignIn signIn : left) {
        context.timerService().registerEventTimeTimer(MemorySteps.after(rule.heldUntil(signIn)));
      }
    }
  }

  private void forget(long time) throws Exception {
    int before = remembered.value();
    int left = 0;
    Iterator<Map.Entry<String, Seen>> all = seen.iterator();
    while (all.hasNext()) {
      if (all.next().getValue().until() < time) {
        all.remove();
      } else {
        left++;
      }
    }
    signIns.add(left - before);
    if (left == 0) {
      groups.add(-1);
      seen.clear(); // an iterator leaves an empty map behind on the heap
      remembered.clear();
      waiting.clear();
    } else {
      remembered.update(left);
    }
  }
}
