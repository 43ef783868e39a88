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
 * The topology: from sign-ins to alerts. It knows no connector and no settings file.
 *
 * <pre>
 *  sign-ins ─┬─ rule: takes ─ keyBy group ─ admission ─┬─ window elastic ─ match ─┐
 *            │                                 │       ├─ window sign-in ─ match ─┴─ incident ─┬─ exceptions ─┬─ alerts
 *            ├─ rule: ...                      │       └─ the sign-ins themselves ────┘        │              └╌ suppressed
 *            └─ rule: ...                      └╌ late sign-ins                                └╌ settled windows
 * </pre>
 *
 * <p>The group is shuffled once, in front of admission; what follows stays in its place. Windows
 * hold numbers only and say in which of them the rule matches; the incident holds the sign-ins,
 * each once, and says what the alert is.
 */
public final class DetectionPipeline {
  /**
   * What leaves a rule's task is too rare to gather, and a thread that looks every few milliseconds
   * whether there is any would cost more than all of it.
   */
  private static final long AT_ONCE = 0;

  private static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late-sign-ins", TypeInformation.of(LateEvent.class));
  private static final OutputTag<MatchedWindow> SETTLED =
      new OutputTag<>("settled-windows", TypeInformation.of(MatchedWindow.class));
  private static final OutputTag<SuppressedAlert> SUPPRESSED =
      new OutputTag<>("suppressed-alerts", TypeInformation.of(SuppressedAlert.class));

  /**
   * Which alerts are held back.
   *
   * @param changes to the list while the job runs; empty where it stays as it is
   */
  public record Exceptions(ExceptionList atStart, Optional<DataStream<ExceptionChange>> changes) {
    public static final Exceptions NONE = new Exceptions(ExceptionList.EMPTY, Optional.empty());
  }

  private DetectionPipeline() {}

  /** Adds the rules to the stream, without exceptions. */
  public static DetectionStreams detect(
      DataStream<Event> signIns, List<Rule> rules, AlertPolicy policy) {
    return detect(signIns, rules, policy, Exceptions.NONE);
  }

  /**
   * Adds the rules to the stream.
   *
   * @param signIns with {@code event.ingested} as their timestamps, and watermarks on it
   * @param rules at least one
   */
  public static DetectionStreams detect(
      DataStream<Event> signIns, List<Rule> rules, AlertPolicy policy, Exceptions exceptions) {
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("no rule is switched on");
    }
    return new DetectionStreams(
        rules.stream().map(rule -> detect(signIns, rule, policy, exceptions)).toList());
  }

  private static DetectionStreams.ByRule detect(
      DataStream<Event> signIns, Rule rule, AlertPolicy policy, Exceptions exceptions) {
    SingleOutputStreamOperator<Event> admitted =
        named(
            signIns
                .filter(new Takes(rule))
                .name(rule.id() + "-filter")
                .uid(rule.id() + "-filter")
                .keyBy(new GroupOf(rule), Types.STRING)
                .process(new AdmissionFunction(rule, policy.eventsPerWindow(), LATE)),
            rule.id() + "-admission");
    admitted.setBufferTimeout(AT_ONCE);
    KeyedStream<Event, String> groups =
        DataStreamUtils.reinterpretAsKeyedStream(admitted, new GroupOf(rule), Types.STRING);
    KeyedStream<Match, String> matches =
        DataStreamUtils.reinterpretAsKeyedStream(
            matches(groups, rule), new GroupOfMatch(), Types.STRING);
    SingleOutputStreamOperator<AlertWithEvents> found =
        named(
            groups.connect(matches).process(new IncidentFunction(rule, policy, SETTLED)),
            rule.id() + "-incident");
    SingleOutputStreamOperator<Alert> alerts =
        named(allowed(found, exceptions), rule.id() + "-exceptions");
    alerts.setBufferTimeout(AT_ONCE);
    return new DetectionStreams.ByRule(
        rule,
        alerts,
        alerts.getSideOutput(SUPPRESSED),
        found.getSideOutput(SETTLED),
        admitted.getSideOutput(LATE));
  }

  private static SingleOutputStreamOperator<Alert> allowed(
      DataStream<AlertWithEvents> all, Exceptions exceptions) {
    KeyedStream<AlertWithEvents, String> found =
        DataStreamUtils.reinterpretAsKeyedStream(all, new GroupOfFound(), Types.STRING);
    return exceptions.changes().isPresent()
        ? found
            .connect(exceptions.changes().get().broadcast(LiveExceptionsFunction.CHANGES))
            .process(new LiveExceptionsFunction(exceptions.atStart(), SUPPRESSED))
        : found.process(new FixedExceptionsFunction(exceptions.atStart(), SUPPRESSED));
  }

  private static DataStream<Match> matches(KeyedStream<Event, String> groups, Rule rule) {
    GateCondition tally = rule.tallyRule();
    DataStream<Match> all = null;
    for (Map.Entry<Reading, WindowSpec> entry : rule.windows().entrySet()) {
      Reading reading = entry.getKey();
      WindowSpec spec = entry.getValue();
      DataStream<Match> matches =
          named(
              groups
                  .window(new RuleWindowAssigner(spec))
                  .allowedLateness(spec.lateness())
                  .aggregate(new AccumulateFunction(tally), new MatchFunction(tally, reading)),
              rule.id() + "-window-" + reading.id());
      all = all == null ? matches : all.union(matches);
    }
    return all;
  }

  /** The uid is the identity of state: it belongs to the rule, never to a class. */
  public static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> operator, String name) {
    return operator.name(name).uid(name);
  }

  /** What a rule takes is counted here, so that its sum is that of admission's three fates. */
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
    public boolean filter(Event signIn) {
      boolean takes = rule.takes(signIn);
      if (takes) {
        relevant.increase();
      }
      return takes;
    }
  }

  private record GroupOf(Rule rule) implements KeySelector<Event, String> {
    @Override
    public String getKey(Event signIn) {
      return rule.groupOf(signIn);
    }
  }

  private record GroupOfFound() implements KeySelector<AlertWithEvents, String> {
    @Override
    public String getKey(AlertWithEvents found) {
      return found.group();
    }
  }

  private record GroupOfMatch() implements KeySelector<Match, String> {
    @Override
    public String getKey(Match match) {
      return match.group();
    }
  }
}
