// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.Found;
import io.entrawatch.alert.IncidentFunction;
import io.entrawatch.alert.MatchedWindow;
import io.entrawatch.allow.AllowFunction;
import io.entrawatch.allow.AllowList;
import io.entrawatch.allow.Change;
import io.entrawatch.allow.LiveAllowFunction;
import io.entrawatch.allow.Suppressed;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.TallyRule;
import io.entrawatch.rule.WindowSpec;
import io.entrawatch.signin.Count;
import io.entrawatch.signin.SignIn;
import io.entrawatch.window.Admission;
import io.entrawatch.window.LateSignIn;
import io.entrawatch.window.Match;
import io.entrawatch.window.MatchFunction;
import io.entrawatch.window.SignInWindows;
import io.entrawatch.window.TallyFunction;
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
public final class Detection {
  /**
   * What leaves a rule's task is too rare to gather, and a thread that looks every few milliseconds
   * whether there is any would cost more than all of it.
   */
  private static final long AT_ONCE = 0;

  private static final OutputTag<LateSignIn> LATE =
      new OutputTag<>("late-sign-ins", TypeInformation.of(LateSignIn.class));
  private static final OutputTag<MatchedWindow> SETTLED =
      new OutputTag<>("settled-windows", TypeInformation.of(MatchedWindow.class));
  private static final OutputTag<Suppressed> SUPPRESSED =
      new OutputTag<>("suppressed-alerts", TypeInformation.of(Suppressed.class));

  /**
   * Which alerts are held back.
   *
   * @param changes to the list while the job runs; empty where it stays as it is
   */
  public record Exceptions(AllowList atStart, Optional<DataStream<Change>> changes) {
    public static final Exceptions NONE = new Exceptions(AllowList.EMPTY, Optional.empty());
  }

  private Detection() {}

  /** Adds the rules to the stream, without exceptions. */
  public static Detected detect(DataStream<SignIn> signIns, List<Rule> rules, AlertPolicy policy) {
    return detect(signIns, rules, policy, Exceptions.NONE);
  }

  /**
   * Adds the rules to the stream.
   *
   * @param signIns with {@code event.ingested} as their timestamps, and watermarks on it
   * @param rules at least one
   */
  public static Detected detect(
      DataStream<SignIn> signIns, List<Rule> rules, AlertPolicy policy, Exceptions exceptions) {
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("no rule is switched on");
    }
    return new Detected(
        rules.stream().map(rule -> detect(signIns, rule, policy, exceptions)).toList());
  }

  private static Detected.ByRule detect(
      DataStream<SignIn> signIns, Rule rule, AlertPolicy policy, Exceptions exceptions) {
    SingleOutputStreamOperator<SignIn> admitted =
        named(
            signIns
                .filter(new Takes(rule))
                .name(rule.id() + "-filter")
                .uid(rule.id() + "-filter")
                .keyBy(new GroupOf(rule), Types.STRING)
                .process(new Admission(rule, policy.signInsPerWindow(), LATE)),
            rule.id() + "-admission");
    admitted.setBufferTimeout(AT_ONCE);
    KeyedStream<SignIn, String> groups =
        DataStreamUtils.reinterpretAsKeyedStream(admitted, new GroupOf(rule), Types.STRING);
    KeyedStream<Match, String> matches =
        DataStreamUtils.reinterpretAsKeyedStream(
            matches(groups, rule), new GroupOfMatch(), Types.STRING);
    SingleOutputStreamOperator<Found> found =
        named(
            groups.connect(matches).process(new IncidentFunction(rule, policy, SETTLED)),
            rule.id() + "-incident");
    SingleOutputStreamOperator<Alert> alerts =
        named(allowed(found, exceptions), rule.id() + "-exceptions");
    alerts.setBufferTimeout(AT_ONCE);
    return new Detected.ByRule(
        rule,
        alerts,
        alerts.getSideOutput(SUPPRESSED),
        found.getSideOutput(SETTLED),
        admitted.getSideOutput(LATE));
  }

  private static SingleOutputStreamOperator<Alert> allowed(
      DataStream<Found> all, Exceptions exceptions) {
    KeyedStream<Found, String> found =
        DataStreamUtils.reinterpretAsKeyedStream(all, new GroupOfFound(), Types.STRING);
    return exceptions.changes().isPresent()
        ? found
            .connect(exceptions.changes().get().broadcast(LiveAllowFunction.CHANGES))
            .process(new LiveAllowFunction(exceptions.atStart(), SUPPRESSED))
        : found.process(new AllowFunction(exceptions.atStart(), SUPPRESSED));
  }

  private static DataStream<Match> matches(KeyedStream<SignIn, String> groups, Rule rule) {
    TallyRule tally = rule.tallyRule();
    DataStream<Match> all = null;
    for (Map.Entry<Reading, WindowSpec> entry : rule.windows().entrySet()) {
      Reading reading = entry.getKey();
      WindowSpec spec = entry.getValue();
      DataStream<Match> matches =
          named(
              groups
                  .window(new SignInWindows(spec))
                  .allowedLateness(spec.lateness())
                  .aggregate(new TallyFunction(tally), new MatchFunction(tally, reading)),
              rule.id() + "-window-" + reading.id());
      all = all == null ? matches : all.union(matches);
    }
    return all;
  }

  /** The uid is the identity of state: it belongs to the rule, never to a class. */
  static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> operator, String name) {
    return operator.name(name).uid(name);
  }

  /** What a rule takes is counted here, so that its sum is that of admission's three fates. */
  private static final class Takes extends RichFilterFunction<SignIn> {
    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private transient Count relevant;

    Takes(Rule rule) {
      this.rule = rule;
    }

    @Override
    public void open(OpenContext context) {
      relevant = new Count(getRuntimeContext(), rule.id() + ".relevant");
    }

    @Override
    public boolean filter(SignIn signIn) {
      boolean takes = rule.takes(signIn);
      if (takes) {
        relevant.increase();
      }
      return takes;
    }
  }

  private record GroupOf(Rule rule) implements KeySelector<SignIn, String> {
    @Override
    public String getKey(SignIn signIn) {
      return rule.groupOf(signIn);
    }
  }

  private record GroupOfFound() implements KeySelector<Found, String> {
    @Override
    public String getKey(Found found) {
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
