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
 * Stores a group's events and matching windows, and emits alerts as they change. {@link Incident}
 * computes an alert from the stored data alone. So the final revision depends neither on the order
 * of the two inputs nor on when the alert is computed.
 *
 * <p>One evaluation takes time in proportion to the group's buckets and windows, not to its events.
 * Events are read in two cases: if a changed event can change the outcome of a window, and for an
 * alert that is emitted. For an alert, at most as many events are read as it counts.
 *
 * <p>The outcome of a window becomes final when the window closes. Closed windows of the elastic
 * reading go to the side output. What they contribute to an alert is kept, so their outcome is not
 * evaluated again.
 */
public final class IncidentFunction
    extends KeyedCoProcessFunction<String, Event, Match, AlertWithEvents> {
  private static final long serialVersionUID = 1L;

  /**
   * Matches can arrive before their events. Every evaluation covers the whole group. Groups of more
   * than {@link #SMALL_GROUP} events are therefore evaluated at most once in this time.
   */
  private static final Duration LARGE_GROUP_PAUSE = Duration.ofMillis(200);

  private static final int SMALL_GROUP = 100;

  private static final ValueStateDescriptor<Long> THROTTLED_UNTIL =
      new ValueStateDescriptor<>("quiet-until", Types.LONG);

  private final Rule rule;
  private final AlertPolicy policy;
  private final OutputTag<MatchedWindow> closedWindows;

  private transient Incident incident;
  private transient AlertDocument documents;
  private transient EventStore events;
  private transient MatchedWindows windows;
  private transient EmittedRevisions emitted;

  /** The processing time until which updates are held back. */
  private transient ValueState<Long> throttledUntil;

  private transient JobCounter matches;
  private transient JobCounter alerts;
  private transient DetectionLatency latency;

  /**
   * @param closedWindows receives each matching window of the elastic reading when it closes
   */
  public IncidentFunction(Rule rule, AlertPolicy policy, OutputTag<MatchedWindow> closedWindows) {
    this.rule = rule;
    this.policy = policy;
    this.closedWindows = closedWindows;
  }

  @Override
  public void open(OpenContext context) {
    incident = new Incident(rule, policy);
    documents = new AlertDocument(rule, policy);
    events =
        new EventStore(getRuntimeContext(), incident.periods().slice(), policy.eventsPerWindow());
    windows = new MatchedWindows(getRuntimeContext(), incident);
    emitted = new EmittedRevisions(getRuntimeContext(), incident.periods(), policy.before());
    throttledUntil = getRuntimeContext().getState(THROTTLED_UNTIL);
    matches = new JobCounter(getRuntimeContext(), rule.id() + ".matches");
    alerts = new JobCounter(getRuntimeContext(), rule.id() + ".alerts");
    latency = new DetectionLatency(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement1(Event event, Context context, Collector<AlertWithEvents> out)
      throws Exception {
    long until = rule.heldUntil(event);
    context
        .timerService()
        .registerEventTimeTimer(CleanupTimers.after(until, context.getCurrentKey()));
    if (events.add(event)
        && mayEmit()
        && !windows.isEmpty()
        && windows.isAnyOf(incident.windowsOf(event))) {
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

  /** Emits changed alerts, then holds updates back for a while. */
  private void emitUpdates(Context context, Collector<AlertWithEvents> out) throws Exception {
    EventSnapshot snapshot = snapshot();
    List<AlertCandidate> candidates = candidates(windows.outcomes(snapshot), snapshot, context);
    emit(candidates, snapshot, context, out);
    if (!candidates.isEmpty() && policy.revisions() instanceof AlertPolicy.Live live) {
      throttle(live.atMostEvery(), context);
    } else if (snapshot.count() > SMALL_GROUP) {
      throttle(LARGE_GROUP_PAUSE, context);
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
      EventSnapshot snapshot = snapshot();
      boolean hasEmitted =
          emit(candidates(windows.outcomes(snapshot), snapshot, context), snapshot, context, out);
      if (hasEmitted && policy.revisions() instanceof AlertPolicy.Live live) {
        throttle(live.atMostEvery(), context);
      }
    } else {
      onWatermark(time, context, out);
    }
  }

  /**
   * The watermark has passed the end of a window or a period, the time at which state is freed, or
   * the time up to which an earlier job has emitted alerts.
   */
  private void onWatermark(long time, Context context, Collector<AlertWithEvents> out)
      throws Exception {
    // Not the timer's own time: at the end of the input, all data is final at once.
    long watermark = context.timerService().currentWatermark();
    EventSnapshot snapshot = snapshot();
    SortedMap<MatchingWindow, WindowOutcome> outcomes = windows.outcomes(snapshot);
    for (MatchingWindow window : windows.close(outcomes, watermark)) {
      for (Period period : outcomes.get(window).periods()) {
        registerTimer(incident.periods().closesAt(period), context);
        registerTimer(incident.periods().forgottenAt(period), context);
      }
      emitIfElastic(window, snapshot, context);
    }
    List<AlertCandidate> candidates = candidates(outcomes, snapshot, context);
    if (time != policy.before().until()) {
      // The watermark does not change an alert that stays open.
      candidates = candidates.stream().filter(AlertCandidate::closed).toList();
    }
    emit(candidates, snapshot, context, out);
    forget(watermark, outcomes, context);
  }

  private EventSnapshot snapshot() throws Exception {
    return new EventSnapshot(events, policy.eventsPerWindow());
  }

  private List<AlertCandidate> candidates(
      SortedMap<MatchingWindow, WindowOutcome> outcomes, EventSnapshot snapshot, Context context) {
    return incident.candidates(outcomes, snapshot, context.timerService().currentWatermark());
  }

  /**
   * Emits every alert that has changed since its last emission.
   *
   * @return whether an alert was emitted
   */
  private boolean emit(
      List<AlertCandidate> candidates,
      EventSnapshot snapshot,
      Context context,
      Collector<AlertWithEvents> out)
      throws Exception {
    boolean any = false;
    for (AlertCandidate candidate : candidates) {
      String id = policy.ids().of(rule.id(), context.getCurrentKey(), candidate.period());
      OptionalLong revision =
          emitted.next(candidate, id, context.timerService().currentWatermark());
      if (revision.isPresent()) {
        AlertContent content = candidate.content(snapshot, revision.getAsLong());
        Alert alert = documents.alert(context.getCurrentKey(), content);
        if (emitted.add(candidate, id, revision.getAsLong())) {
          alerts.increase();
          latency.add(context.timerService().currentProcessingTime() - alert.completedAt());
          // With final revisions only, the live job may have opened the alert before.
          alert = isLive() ? alert.opened() : alert;
        }
        long forgottenAt = incident.periods().forgottenAt(candidate.period());
        out.collect(AlertWithEvents.of(context.getCurrentKey(), alert, content, forgottenAt));
        any = true;
      }
    }
    return any;
  }

  /**
   * Registers an event-time timer, unless it is due already: a due timer would fire again within
   * its own firing, without end.
   */
  private static void registerTimer(long time, Context context) {
    if (time > context.timerService().currentWatermark() && time < Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(time);
    }
  }

  private void emitIfElastic(MatchingWindow window, EventSnapshot snapshot, Context context)
      throws Exception {
    if (window.reading().equals(Reading.ELASTIC.id())) {
      matches.increase();
      List<Event> members = incident.members(window, snapshot);
      context.output(closedWindows, new MatchedWindow(window.start(), window.end(), members));
    }
  }

  /**
   * Frees state that is no longer needed, and registers a timer for the rest. The timers of a
   * restored job are those of its earlier settings.
   */
  private void forget(
      long watermark, SortedMap<MatchingWindow, WindowOutcome> outcomes, Context context)
      throws Exception {
    SortedMap<MatchingWindow, WindowOutcome> matched = windows.forget(watermark);
    NextTime next = new NextTime(watermark);
    windows.addTimes(next);
    outcomes.keySet().retainAll(matched.keySet());
    Set<Period> activePeriods = new HashSet<>();
    outcomes.values().forEach(outcome -> activePeriods.addAll(outcome.periods()));
    emitted.forget(watermark, activePeriods, next);
    EventSnapshot snapshot = snapshot();
    Set<TimeBucket> needed = incident.needed(matched, snapshot, watermark);
    for (Map.Entry<TimeBucket, BucketStats> entry : events.stats().entrySet()) {
      if (needed.contains(entry.getKey())) {
        long until = incident.periods().heldUntil(entry.getKey());
        next.add(CleanupTimers.after(until, context.getCurrentKey()));
      } else {
        events.forget(entry.getKey(), entry.getValue());
      }
    }
    registerTimer(next.time(), context);
  }
}
