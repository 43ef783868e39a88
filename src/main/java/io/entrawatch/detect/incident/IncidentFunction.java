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
 * Keeps what is known of a group, its sign-ins and the windows in which they matched, and lets
 * alerts leave as that grows. What an alert says is decided by {@link Incident} from what is kept,
 * so neither the order in which the two inputs come nor the moment of the question matters to the
 * last word.
 *
 * <p>A look at a group costs as many steps as it has cells and windows, however many sign-ins there
 * are in them. Sign-ins are read where one has come that changes what came of a window, and for an
 * alert that leaves, up to as many as it counts.
 *
 * <p>Windows are settled when they close: those of the elastic reading go to the side output, and
 * what they said of an alert stays without their sign-ins having to be asked again.
 */
public final class IncidentFunction
    extends KeyedCoProcessFunction<String, Event, Match, AlertWithEvents> {
  private static final long serialVersionUID = 1L;

  /**
   * Matches can run ahead of their sign-ins. Each look at what has come so far goes over all of it,
   * so where that is more than a few sign-ins it is not taken for every one.
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
  private transient EmittedRevisions told;

  /** Until when, in processing time, changes are held back. */
  private transient ValueState<Long> quietUntil;

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
    told = new EmittedRevisions(getRuntimeContext(), incident.periods(), policy.before());
    quietUntil = getRuntimeContext().getState(QUIET_UNTIL);
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
        && maySpeak()
        && !windows.isEmpty()
        && windows.isAnyOf(incident.windowsOf(signIn))) {
      speak(context, out);
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
        wake(policy.before().until(), context);
      }
      if (maySpeak()) {
        speak(context, out);
      }
    }
  }

  private boolean maySpeak() throws Exception {
    return isLive() && quietUntil.value() == null;
  }

  private boolean isLive() {
    return policy.revisions() instanceof AlertPolicy.Live;
  }

  /** Says what has changed, then holds changes back for a while. */
  private void speak(Context context, Collector<AlertWithEvents> out) throws Exception {
    EventSnapshot kept = view();
    List<AlertCandidate> claims = claims(windows.outcomes(kept), kept, context);
    say(claims, kept, context, out);
    if (!claims.isEmpty() && policy.revisions() instanceof AlertPolicy.Live live) {
      beQuiet(live.atMostEvery(), context);
    } else if (kept.count() > FEW) {
      beQuiet(LAG, context);
    }
  }

  private void beQuiet(Duration time, Context context) throws Exception {
    long until = context.timerService().currentProcessingTime() + time.toMillis();
    quietUntil.update(until);
    context.timerService().registerProcessingTimeTimer(until);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<AlertWithEvents> out)
      throws Exception {
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      quietUntil.clear();
      EventSnapshot kept = view();
      boolean said = say(claims(windows.outcomes(kept), kept, context), kept, context, out);
      if (said && policy.revisions() instanceof AlertPolicy.Live live) {
        beQuiet(live.atMostEvery(), context);
      }
    } else {
      pass(time, context, out);
    }
  }

  /**
   * The watermark has passed something: a window, a period, the time that memory lasts, or what was
   * told before.
   */
  private void pass(long time, Context context, Collector<AlertWithEvents> out) throws Exception {
    // Not the timer's own time: when the input ends, all that is known is known at once.
    long watermark = context.timerService().currentWatermark();
    EventSnapshot kept = view();
    SortedMap<MatchingWindow, WindowOutcome> outcomes = windows.outcomes(kept);
    for (MatchingWindow window : windows.settle(outcomes, watermark)) {
      for (Period period : outcomes.get(window).periods()) {
        wake(incident.periods().closesAt(period), context);
        wake(incident.periods().forgottenAt(period), context);
      }
      report(window, kept, context);
    }
    List<AlertCandidate> claims = claims(outcomes, kept, context);
    if (time != policy.before().until()) {
      // Of an alert that stays open nothing changes with the watermark.
      claims = claims.stream().filter(AlertCandidate::closed).toList();
    }
    say(claims, kept, context, out);
    forget(watermark, outcomes, context);
  }

  private EventSnapshot view() throws Exception {
    return new EventSnapshot(signIns, policy.eventsPerWindow());
  }

  private List<AlertCandidate> claims(
      SortedMap<MatchingWindow, WindowOutcome> outcomes, EventSnapshot kept, Context context) {
    return incident.claims(outcomes, kept, context.timerService().currentWatermark());
  }

  /**
   * Lets every alert leave that has grown, or shrunk, since it last did.
   *
   * @return whether one has left
   */
  private boolean say(
      List<AlertCandidate> claims,
      EventSnapshot kept,
      Context context,
      Collector<AlertWithEvents> out)
      throws Exception {
    boolean any = false;
    for (AlertCandidate claim : claims) {
      String id = policy.ids().of(rule.id(), context.getCurrentKey(), claim.period());
      OptionalLong revision = told.next(claim, id, context.timerService().currentWatermark());
      if (revision.isPresent()) {
        AlertContent content = claim.content(kept, revision.getAsLong());
        Alert alert = documents.alert(context.getCurrentKey(), content);
        if (told.add(claim, id, revision.getAsLong())) {
          alerts.increase();
          latency.add(context.timerService().currentProcessingTime() - alert.completedAt());
          // What is told at the end alone may have been told before, by the live job.
          alert = isLive() ? alert.opened() : alert;
        }
        long forgottenAt = incident.periods().forgottenAt(claim.period());
        out.collect(AlertWithEvents.of(context.getCurrentKey(), alert, content, forgottenAt));
        any = true;
      }
    }
    return any;
  }

  /** A timer that is due already would fire again within its own firing, for ever. */
  private static void wake(long time, Context context) {
    if (time > context.timerService().currentWatermark() && time < Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(time);
    }
  }

  private void report(MatchingWindow window, EventSnapshot kept, Context context) throws Exception {
    if (window.reading().equals(Reading.ELASTIC.id())) {
      matches.increase();
      List<Event> members = incident.members(window, kept);
      context.output(settled, new MatchedWindow(window.start(), window.end(), members));
    }
  }

  /**
   * Frees what nothing can ask for any more, and sees to it that there is a timer for the rest: the
   * timers of a restored job are those of the settings that it had before.
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
    told.forget(watermark, claimed, next);
    EventSnapshot kept = view();
    Set<TimeBucket> needed = incident.needed(matched, kept, watermark);
    for (Map.Entry<TimeBucket, BucketStats> entry : signIns.fills().entrySet()) {
      if (needed.contains(entry.getKey())) {
        long until = incident.periods().heldUntil(entry.getKey());
        next.add(CleanupTimers.after(until, context.getCurrentKey()));
      } else {
        signIns.forget(entry.getKey(), entry.getValue());
      }
    }
    wake(next.time(), context);
  }
}
