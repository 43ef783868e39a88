// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.AlertWithEvents;
import io.entrawatch.detect.admission.AdmissionFunction;
import io.entrawatch.detect.admission.LateEvent;
import io.entrawatch.detect.incident.IncidentFunction;
import io.entrawatch.detect.incident.MatchedWindow;
import io.entrawatch.detect.window.AccumulateFunction;
import io.entrawatch.detect.window.Match;
import io.entrawatch.detect.window.MatchFunction;
import io.entrawatch.detect.window.RuleWindowAssigner;
import io.entrawatch.event.Event;
import io.entrawatch.event.JobCounter;
import io.entrawatch.exceptions.ExceptionChange;
import io.entrawatch.exceptions.ExceptionList;
import io.entrawatch.exceptions.FixedExceptionsFunction;
import io.entrawatch.exceptions.LiveExceptionsFunction;
import io.entrawatch.exceptions.SuppressedAlert;
import io.entrawatch.rule.GateCondition;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The topology from events to alerts. It depends on no connector and no settings file.
 *
 * <pre>
 *  events ───┬─ rule: takes ─ keyBy group ─ admission ─┬─ window elastic ─ match ─┐
 *            │                                 │       ├─ window sign-in ─ match ─┴─ incident ─┬─ exceptions ─┬─ alerts
 *            ├─ rule: ...                      │       └─ the events themselves ──────┘        │              └╌ suppressed
 *            └─ rule: ...                      └╌ late events                                  └╌ closed windows
 * </pre>
 *
 * <p>Events are shuffled by group once, before admission. All later operators run in the same
 * subtask. Windows store numbers only and emit matches. The incident stores the events, each once,
 * and computes the alert.
 */
public final class DetectionPipeline {
  /**
   * The output of a rule is too rare to be buffered. A flusher thread that wakes up every few
   * milliseconds would cost more than the output itself.
   */
  private static final long NO_BUFFERING = 0;

  private static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late-sign-ins", TypeInformation.of(LateEvent.class));
  private static final OutputTag<MatchedWindow> CLOSED_WINDOWS =
      new OutputTag<>("settled-windows", TypeInformation.of(MatchedWindow.class));
  private static final OutputTag<SuppressedAlert> SUPPRESSED =
      new OutputTag<>("suppressed-alerts", TypeInformation.of(SuppressedAlert.class));

  /**
   * The exceptions, which suppress alerts.
   *
   * @param changes to the list while the job runs; empty if the list is fixed
   */
  public record Exceptions(ExceptionList atStart, Optional<DataStream<ExceptionChange>> changes) {
    public static final Exceptions NONE = new Exceptions(ExceptionList.EMPTY, Optional.empty());
  }

  private DetectionPipeline() {}

  /** Adds the rules to the stream, without exceptions. */
  public static DetectionStreams detect(
      DataStream<Event> events, List<Rule> rules, AlertPolicy policy) {
    return detect(events, rules, policy, Exceptions.NONE);
  }

  /**
   * Adds the rules to the stream.
   *
   * @param events with {@code event.ingested} as their timestamps, and watermarks on it
   * @param rules at least one
   */
  public static DetectionStreams detect(
      DataStream<Event> events, List<Rule> rules, AlertPolicy policy, Exceptions exceptions) {
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("no rule is switched on");
    }
    return new DetectionStreams(
        rules.stream().map(rule -> detect(events, rule, policy, exceptions)).toList());
  }

  private static DetectionStreams.ByRule detect(
      DataStream<Event> events, Rule rule, AlertPolicy policy, Exceptions exceptions) {
    SingleOutputStreamOperator<Event> admitted =
        named(
            events
                .filter(new Takes(rule))
                .name(rule.id() + "-filter")
                .uid(rule.id() + "-filter")
                .keyBy(new GroupOf(rule), Types.STRING)
                .process(new AdmissionFunction(rule, policy.eventsPerWindow(), LATE)),
            rule.id() + "-admission");
    admitted.setBufferTimeout(NO_BUFFERING);
    KeyedStream<Event, String> groups =
        DataStreamUtils.reinterpretAsKeyedStream(admitted, new GroupOf(rule), Types.STRING);
    KeyedStream<Match, String> matches =
        DataStreamUtils.reinterpretAsKeyedStream(
            matches(groups, rule), new GroupOfMatch(), Types.STRING);
    SingleOutputStreamOperator<AlertWithEvents> unfiltered =
        named(
            groups.connect(matches).process(new IncidentFunction(rule, policy, CLOSED_WINDOWS)),
            rule.id() + "-incident");
    SingleOutputStreamOperator<Alert> alerts =
        named(withoutSuppressed(unfiltered, exceptions), rule.id() + "-exceptions");
    alerts.setBufferTimeout(NO_BUFFERING);
    return new DetectionStreams.ByRule(
        rule,
        alerts,
        alerts.getSideOutput(SUPPRESSED),
        unfiltered.getSideOutput(CLOSED_WINDOWS),
        admitted.getSideOutput(LATE));
  }

  private static SingleOutputStreamOperator<Alert> withoutSuppressed(
      DataStream<AlertWithEvents> alerts, Exceptions exceptions) {
    KeyedStream<AlertWithEvents, String> byGroup =
        DataStreamUtils.reinterpretAsKeyedStream(alerts, new GroupOfFound(), Types.STRING);
    return exceptions.changes().isPresent()
        ? byGroup
            .connect(exceptions.changes().get().broadcast(LiveExceptionsFunction.CHANGES))
            .process(new LiveExceptionsFunction(exceptions.atStart(), SUPPRESSED))
        : byGroup.process(new FixedExceptionsFunction(exceptions.atStart(), SUPPRESSED));
  }

  private static DataStream<Match> matches(KeyedStream<Event, String> groups, Rule rule) {
    GateCondition condition = rule.tallyRule();
    DataStream<Match> all = null;
    for (Map.Entry<Reading, WindowSpec> entry : rule.windows().entrySet()) {
      Reading reading = entry.getKey();
      WindowSpec spec = entry.getValue();
      DataStream<Match> matches =
          named(
              groups
                  .window(new RuleWindowAssigner(spec))
                  .allowedLateness(spec.lateness())
                  .aggregate(
                      new AccumulateFunction(condition), new MatchFunction(condition, reading)),
              rule.id() + "-window-" + reading.id());
      all = all == null ? matches : all.union(matches);
    }
    return all;
  }

  /**
   * Sets the name and the uid. The uid is the identity of state, so it follows the rule, never a
   * class.
   */
  public static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> operator, String name) {
    return operator.name(name).uid(name);
  }

  /**
   * Counts the events that a rule takes. The count is the sum of used, duplicate and late events in
   * admission.
   */
  private static final class Takes extends RichFilterFunction<Event> {
    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private transient JobCounter relevant;

    Takes(Rule rule) {
      this.rule = rule;
    }

    @Override
    public void open(OpenContext context) {
      relevant = new JobCounter(getRuntimeContext(), rule.id() + ".relevant");
    }

    @Override
    public boolean filter(Event event) {
      boolean takes = rule.takes(event);
      if (takes) {
        relevant.increase();
      }
      return takes;
    }
  }

  private record GroupOf(Rule rule) implements KeySelector<Event, String> {
    @Override
    public String getKey(Event event) {
      return rule.groupOf(event);
    }
  }

  private record GroupOfFound() implements KeySelector<AlertWithEvents, String> {
    @Override
    public String getKey(AlertWithEvents alert) {
      return alert.group();
    }
  }

  private record GroupOfMatch() implements KeySelector<Match, String> {
    @Override
    public String getKey(Match match) {
      return match.group();
    }
  }
}
