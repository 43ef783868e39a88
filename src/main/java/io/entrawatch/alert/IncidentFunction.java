// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import io.entrawatch.signin.Count;
import io.entrawatch.signin.SignIn;
import io.entrawatch.window.Match;
import io.entrawatch.window.MemorySteps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
 * <p>Windows are settled when they close: those of the elastic reading go to the side output, and
 * what they said of an alert stays without their sign-ins having to be asked again.
 */
public final class IncidentFunction extends KeyedCoProcessFunction<String, SignIn, Match, Found> {
  private static final long serialVersionUID = 1L;

  private static final MapStateDescriptor<Window, Outcome> WINDOWS =
      new MapStateDescriptor<>(
          "windows", TypeInformation.of(Window.class), TypeInformation.of(Outcome.class));
  private static final MapStateDescriptor<Period, Long> SENT =
      new MapStateDescriptor<>("sent", TypeInformation.of(Period.class), Types.LONG);
  private static final ValueStateDescriptor<Long> QUIET_UNTIL =
      new ValueStateDescriptor<>("quiet-until", Types.LONG);

  private final Rule rule;
  private final AlertPolicy policy;
  private final OutputTag<MatchedWindow> settled;

  private transient Incident incident;
  private transient AlertDocument documents;
  private transient KeptSignIns signIns;
  private transient MapState<Window, Outcome> windows;

  /** The last revision of each period's alert that has left. */
  private transient MapState<Period, Long> sent;

  /** Until when, in processing time, changes are held back. */
  private transient ValueState<Long> quietUntil;

  private transient Count matches;
  private transient Count alerts;
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
        new KeptSignIns(getRuntimeContext(), rule.windows().values(), policy.signInsPerWindow());
    windows = getRuntimeContext().getMapState(WINDOWS);
    sent = getRuntimeContext().getMapState(SENT);
    quietUntil = getRuntimeContext().getState(QUIET_UNTIL);
    matches = new Count(getRuntimeContext(), rule.id() + ".matches");
    alerts = new Count(getRuntimeContext(), rule.id() + ".alerts");
    latency = new DetectionLatency(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement1(SignIn signIn, Context context, Collector<Found> out)
      throws Exception {
    signIns.add(signIn);
    long until = incident.heldUntil(signIn);
    context.timerService().registerEventTimeTimer(MemorySteps.after(until));
    if (isInMatchedWindow(signIn)) {
      changed(context, out);
    }
  }

  @Override
  public void processElement2(Match match, Context context, Collector<Found> out) throws Exception {
    Window window = Window.of(match);
    WindowSpec spec = incident.spec(window);
    if (spec != null && !windows.contains(window)) {
      windows.put(window, Outcome.OPEN);
      context.timerService().registerEventTimeTimer(spec.closesAt(window.end()));
      changed(context, out);
    }
  }

  private boolean isInMatchedWindow(SignIn signIn) throws Exception {
    if (windows.isEmpty()) {
      return false;
    }
    for (Window window : incident.windowsOf(signIn)) {
      if (windows.contains(window)) {
        return true;
      }
    }
    return false;
  }

  private void changed(Context context, Collector<Found> out) throws Exception {
    if (policy.revisions() instanceof AlertPolicy.Live && quietUntil.value() == null) {
      say(context, out);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Found> out) throws Exception {
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      quietUntil.clear();
      say(context, out);
    } else {
      // Not the timer's own time: when the input ends, all that is known is known at once.
      long watermark = context.timerService().currentWatermark();
      settle(watermark, context);
      if (isAnyAlertDueToClose(watermark)) {
        say(context, out);
      }
      forget(watermark);
    }
  }

  /**
   * Lets every alert leave that has grown since it last did, then holds changes back for a while: a
   * flood costs one look at the group in that time.
   */
  private void say(Context context, Collector<Found> out) throws Exception {
    List<SignIn> all = signIns.all();
    Map<Window, Outcome> outcomes = new LinkedHashMap<>();
    Set<Window> open = new HashSet<>();
    for (Window window : sortedWindows()) {
      Outcome outcome = windows.get(window);
      if (outcome.settled()) {
        outcomes.put(window, outcome);
      } else {
        open.add(window);
        evaluate(window, all).ifPresent(now -> outcomes.put(window, now));
      }
    }
    long watermark = context.timerService().currentWatermark();
    List<AlertContent> contents = incident.alerts(all, outcomes, open, watermark);
    for (AlertContent content : contents) {
      say(content, context, out);
    }
    if (!contents.isEmpty()
        && quietUntil.value() == null
        && policy.revisions() instanceof AlertPolicy.Live live) {
      long until = context.timerService().currentProcessingTime() + live.atMostEvery().toMillis();
      quietUntil.update(until);
      context.timerService().registerProcessingTimeTimer(until);
    }
  }

  private void say(AlertContent content, Context context, Collector<Found> out) throws Exception {
    Long before = sent.get(content.period());
    boolean due = content.closed() || policy.revisions() instanceof AlertPolicy.Live;
    if (!due || (before != null && before >= content.revision())) {
      return;
    }
    sent.put(content.period(), content.revision());
    Alert alert = documents.alert(context.getCurrentKey(), content);
    if (before == null) {
      alerts.increase();
      latency.add(context.timerService().currentProcessingTime() - alert.completedAt());
    }
    out.collect(Found.of(alert, content));
  }

  /** A timer that is due already would fire again within its own firing, for ever. */
  private static void wake(long time, Context context) {
    if (time > context.timerService().currentWatermark()) {
      context.timerService().registerEventTimeTimer(time);
    }
  }

  private Optional<Outcome> evaluate(Window window, List<SignIn> all) throws Exception {
    boolean truncated = signIns.truncated(window, incident.spec(window));
    return incident.evaluate(window, all, truncated);
  }

  /** Takes the last word of the windows that are closed at this watermark. */
  private void settle(long watermark, Context context) throws Exception {
    List<SignIn> all = signIns.all();
    for (Window window : sortedWindows()) {
      boolean open = !windows.get(window).settled();
      if (open && incident.spec(window).closesAt(window.end()) <= watermark) {
        Optional<Outcome> outcome = evaluate(window, all);
        if (outcome.isPresent()) {
          windows.put(window, outcome.get());
          for (Period period : outcome.get().periods()) {
            wake(incident.closesAt(period), context);
            wake(incident.forgottenAt(period), context);
          }
          report(window, all, context);
        } else {
          windows.remove(window);
        }
      }
    }
  }

  /**
   * The closing of a window changes nothing that an alert says, unless it was the last thing open.
   */
  private boolean isAnyAlertDueToClose(long watermark) throws Exception {
    for (Window window : sortedWindows()) {
      for (Period period : windows.get(window).periods()) {
        Long before = sent.get(period);
        boolean closed = before != null && AlertContent.isClosed(before);
        if (!closed && incident.closesAt(period) <= watermark) {
          return true;
        }
      }
    }
    return false;
  }

  private void report(Window window, List<SignIn> all, Context context) {
    if (window.reading().equals(Reading.ELASTIC.id())) {
      matches.increase();
      context.output(
          settled, new MatchedWindow(window.start(), window.end(), incident.members(window, all)));
    }
  }

  /** Frees what nothing can ask for any more. */
  private void forget(long watermark) throws Exception {
    for (Window window : sortedWindows()) {
      Outcome outcome = windows.get(window);
      if (outcome.settled() && incident.isForgotten(outcome, watermark)) {
        windows.remove(window);
      }
    }
    List<Period> periods = new ArrayList<>();
    sent.keys().forEach(periods::add);
    for (Period period : periods) {
      if (incident.forgottenAt(period) <= watermark) {
        sent.remove(period);
      }
    }
    Set<String> needed = incident.needed(signIns.all(), sortedWindows(), watermark);
    signIns.retain(signIn -> needed.contains(signIn.uid()));
  }

  /** In their order; without those of a reading that a restored job no longer has. */
  private List<Window> sortedWindows() throws Exception {
    List<Window> sorted = new ArrayList<>();
    for (Window window : windows.keys()) {
      if (incident.spec(window) != null) {
        sorted.add(window);
      }
    }
    sorted.sort(Window.ORDER);
    return sorted;
  }
}
