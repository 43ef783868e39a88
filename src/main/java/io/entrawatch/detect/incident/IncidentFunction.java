// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertContent;
import io.entrawatch.alert.AlertDocument;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.AlertWithEvents;
import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.alert.Period;
import io.entrawatch.alert.WindowOutcome;
import io.entrawatch.detect.admission.CleanupTimers;
import io.entrawatch.detect.window.Match;
import io.entrawatch.event.Event;
import io.entrawatch.event.JobCounter;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps a group's events and its matching windows, and emits revisions of alerts as these grow.
 * {@link Incident} decides what an alert contains, from the set of events and the set of windows
 * alone. So the final revision depends neither on the order in which the two inputs come nor on the
 * moments at which alerts are emitted.
 *
 * <p>Evaluating a group takes as many steps as it has time buckets and windows, however many events
 * there are. Events are read only where a new one may change the outcome of a window, and for an
 * alert that is emitted, up to the limit of events per window.
 *
 * <p>When a window closes its outcome is settled: a window of the elastic reading goes to the side
 * output, and what it contributes to an alert is kept, so that its events are not read again.
 */
public final class IncidentFunction
    extends KeyedCoProcessFunction<String, Event, Match, AlertWithEvents> {
  private static final long serialVersionUID = 1L;

  /**
   * Matches can run ahead of their events. An evaluation goes over the whole group, so a group of
   * more than a few events is not evaluated for each one.
   */
  private static final Duration LAG = Duration.ofMillis(200);

  private static final int FEW = 100;

  private static final ValueStateDescriptor<Long> QUIET_UNTIL =
      new ValueStateDescriptor<>("quiet-until", Types.LONG);

  private final Rule rule;
  private final AlertPolicy policy;
  private final OutputTag<MatchedWindow> settled;

  private transient Incident incident;
  private transient AlertDocument documents;
  private transient EventStore signIns;
  private transient MatchedWindows windows;
  private transient EmittedRevisions emittedRevisions;

  /** Until when, in processing time, changes are held back. */
  private transient ValueState<Long> throttledUntil;

  private transient JobCounter matches;
  private transient JobCounter alerts;
  private transient DetectionLatency latency;

  /**
   * @param settled takes each window of the elastic reading that matched, when it closes
   */
  public IncidentFunction(Rule rule, AlertPolicy policy, OutputTag<MatchedWindow> settled) {
    this.rule = rule;
    this.policy = policy;
    this.settled = settled;
  }

  @Override
  public void open(OpenContext context) {
    incident = new Incident(rule, policy);
    documents = new AlertDocument(rule, policy);
    signIns =
        new EventStore(getRuntimeContext(), incident.periods().slice(), policy.eventsPerWindow());
    windows = new MatchedWindows(getRuntimeContext(), incident);
    emittedRevisions =
        new EmittedRevisions(getRuntimeContext(), incident.periods(), policy.before());
    throttledUntil = getRuntimeContext().getState(QUIET_UNTIL);
    matches = new JobCounter(getRuntimeContext(), rule.id() + ".matches");
    alerts = new JobCounter(getRuntimeContext(), rule.id() + ".alerts");
    latency = new DetectionLatency(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement1(Event signIn, Context context, Collector<AlertWithEvents> out)
      throws Exception {
    long until = rule.heldUntil(signIn);
    context
        .timerService()
        .registerEventTimeTimer(CleanupTimers.after(until, context.getCurrentKey()));
    if (signIns.add(signIn)
        && mayEmit()
        && !windows.isEmpty()
        && windows.isAnyOf(incident.windowsOf(signIn))) {
      emitUpdates(context, out);
    }
  }

  @Override
  public void processElement2(Match match, Context context, Collector<AlertWithEvents> out)
      throws Exception {
    MatchingWindow window = new MatchingWindow(match.reading(), match.start(), match.end());
    if (windows.add(window)) {
      long closes = incident.spec(window).closesAt(window.end());
      context.timerService().registerEventTimeTimer(closes);
      if (!policy.before().isNothing()) {
        registerTimer(policy.before().until(), context);
      }
      if (mayEmit()) {
        emitUpdates(context, out);
      }
    }
  }

  private boolean mayEmit() throws Exception {
    return isLive() && throttledUntil.value() == null;
  }

  private boolean isLive() {
    return policy.revisions() instanceof AlertPolicy.Live;
  }

  /** Emits the alerts that have changed, then waits for a while before it emits more. */
  private void emitUpdates(Context context, Collector<AlertWithEvents> out) throws Exception {
    EventSnapshot events = view();
    List<AlertCandidate> candidates = candidates(windows.outcomes(events), events, context);
    emit(candidates, events, context, out);
    if (!candidates.isEmpty() && policy.revisions() instanceof AlertPolicy.Live live) {
      throttle(live.atMostEvery(), context);
    } else if (events.count() > FEW) {
      throttle(LAG, context);
    }
  }

  private void throttle(Duration time, Context context) throws Exception {
    long until = context.timerService().currentProcessingTime() + time.toMillis();
    throttledUntil.update(until);
    context.timerService().registerProcessingTimeTimer(until);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<AlertWithEvents> out)
      throws Exception {
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      throttledUntil.clear();
      EventSnapshot events = view();
      boolean emitted =
          emit(candidates(windows.outcomes(events), events, context), events, context, out);
      if (emitted && policy.revisions() instanceof AlertPolicy.Live live) {
        throttle(live.atMostEvery(), context);
      }
    } else {
      onWatermark(time, context, out);
    }
  }

  /**
   * The watermark has passed the end of a window, of a period or of the time that state is kept, or
   * the place up to which an earlier job has emitted.
   */
  private void onWatermark(long time, Context context, Collector<AlertWithEvents> out)
      throws Exception {
    // Not the timer's own time: at the end of the input all timers fire at one watermark.
    long watermark = context.timerService().currentWatermark();
    EventSnapshot events = view();
    SortedMap<MatchingWindow, WindowOutcome> outcomes = windows.outcomes(events);
    for (MatchingWindow window : windows.settle(outcomes, watermark)) {
      for (Period period : outcomes.get(window).periods()) {
        registerTimer(incident.periods().closesAt(period), context);
        registerTimer(incident.periods().forgottenAt(period), context);
      }
      report(window, events, context);
    }
    List<AlertCandidate> candidates = candidates(outcomes, events, context);
    if (time != policy.before().until()) {
      // The watermark does not change alerts that stay open.
      candidates = candidates.stream().filter(AlertCandidate::closed).toList();
    }
    emit(candidates, events, context, out);
    forget(watermark, outcomes, context);
  }

  private EventSnapshot view() throws Exception {
    return new EventSnapshot(signIns, policy.eventsPerWindow());
  }

  private List<AlertCandidate> candidates(
      SortedMap<MatchingWindow, WindowOutcome> outcomes, EventSnapshot events, Context context) {
    return incident.claims(outcomes, events, context.timerService().currentWatermark());
  }

  /**
   * Emits every alert that has grown or shrunk since it was last emitted.
   *
   * @return whether there was one
   */
  private boolean emit(
      List<AlertCandidate> candidates,
      EventSnapshot events,
      Context context,
      Collector<AlertWithEvents> out)
      throws Exception {
    boolean any = false;
    for (AlertCandidate candidate : candidates) {
      String id = policy.ids().of(rule.id(), context.getCurrentKey(), candidate.period());
      OptionalLong revision =
          emittedRevisions.next(candidate, id, context.timerService().currentWatermark());
      if (revision.isPresent()) {
        AlertContent content = candidate.content(events, revision.getAsLong());
        Alert alert = documents.alert(context.getCurrentKey(), content);
        if (emittedRevisions.add(candidate, id, revision.getAsLong())) {
          alerts.increase();
          latency.add(context.timerService().currentProcessingTime() - alert.completedAt());
          // A bounded job emits final alerts only; the live job may have opened them before.
          alert = isLive() ? alert.opened() : alert;
        }
        long forgottenAt = incident.periods().forgottenAt(candidate.period());
        out.collect(AlertWithEvents.of(context.getCurrentKey(), alert, content, forgottenAt));
        any = true;
      }
    }
    return any;
  }

  /** Only for a time to come: a timer that is due would fire again and again. */
  private static void registerTimer(long time, Context context) {
    if (time > context.timerService().currentWatermark() && time < Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(time);
    }
  }

  private void report(MatchingWindow window, EventSnapshot events, Context context)
      throws Exception {
    if (window.reading().equals(Reading.ELASTIC.id())) {
      matches.increase();
      List<Event> members = incident.members(window, events);
      context.output(settled, new MatchedWindow(window.start(), window.end(), members));
    }
  }

  /**
   * Removes state that nothing needs any more, and registers a timer for the rest: the timers of a
   * restored job belong to the settings that it had before.
   */
  private void forget(
      long watermark, SortedMap<MatchingWindow, WindowOutcome> outcomes, Context context)
      throws Exception {
    SortedMap<MatchingWindow, WindowOutcome> matched = windows.forget(watermark);
    NextTime next = new NextTime(watermark);
    windows.addTimes(next);
    outcomes.keySet().retainAll(matched.keySet());
    Set<Period> claimed = new HashSet<>();
    outcomes.values().forEach(outcome -> claimed.addAll(outcome.periods()));
    emittedRevisions.forget(watermark, claimed, next);
    EventSnapshot events = view();
    Set<TimeBucket> needed = incident.needed(matched, events, watermark);
    for (Map.Entry<TimeBucket, BucketStats> entry : signIns.fills().entrySet()) {
      if (needed.contains(entry.getKey())) {
        long until = incident.periods().heldUntil(entry.getKey());
        next.add(CleanupTimers.after(until, context.getCurrentKey()));
      } else {
        signIns.forget(entry.getKey(), entry.getValue());
      }
    }
    registerTimer(next.time(), context);
  }
}
