// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.config.NearestKey;
import io.entrawatch.config.SettingsException;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.detect.DetectionPipeline;
import io.entrawatch.detect.DetectionStreams;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Event;
import io.entrawatch.job.backfill.BackfillJob;
import io.entrawatch.job.backfill.CoverageFunction;
import io.entrawatch.job.exceptions.ExceptionSource;
import io.entrawatch.job.output.AlertSinks;
import io.entrawatch.job.preflight.ClusterCheck;
import io.entrawatch.job.preflight.StartChecks;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.kafka.KafkaSinkSettings;
import io.entrawatch.kafka.ReadBack;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.sink.json.Names;
import io.entrawatch.sink.kafka.KafkaSinks;
import io.entrawatch.source.DecodedWatermarks;
import io.entrawatch.source.InputSettings;
import io.entrawatch.source.KafkaInput;
import io.entrawatch.source.RouteFunction;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster job: sign-ins from Kafka, alerts to Kafka and Elasticsearch.
 *
 * <pre>flink run entrawatch.jar --config FILE [--set KEY=VALUE]...</pre>
 */
public final class EntrawatchJob {
  private static final Logger LOG = LoggerFactory.getLogger(EntrawatchJob.class);

  /** The name of a backfill: who watches the live job by its name must not take it for that. */
  public static final String BACKFILL = "entrawatch-backfill";

  /** Accumulators of a backfill: numbers of alerts, and a list of those that are not whole. */
  public static final String BACKFILLED_WHOLE = CoverageFunction.WHOLE;

  public static final String BACKFILLED_CUT = CoverageFunction.CUT;
  public static final String BACKFILLED_CUT_NAMES = CoverageFunction.NAMES;
  public static final String BACKFILLED_NOT_ASKED = CoverageFunction.NOT_ASKED;

  private static final List<String> OPTIONS = List.of("--config", "--set");
  private static final String USAGE = "give --config FILE [--set KEY=VALUE]...";

  private EntrawatchJob() {}

  /**
   * Submits the job to the cluster that Flink's own settings name, or runs it in this process where
   * there is none.
   *
   * @throws SettingsException with one line, if the settings or what they name cannot be used
   */
  public static void main(String[] args) throws Exception {
    Settings settings = settings(args, System.getenv());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    build(env, settings, LOG::warn);
    env.execute(settings.backfill().isPresent() ? BACKFILL : "entrawatch");
  }

  /**
   * The settings that the command line names.
   *
   * @param environment what references to environment variables are looked up in
   * @throws SettingsException with one line, if they cannot be used
   */
  public static Settings settings(String[] args, Map<String, String> environment) {
    Path config = null;
    List<String> assignments = new ArrayList<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!OPTIONS.contains(args[i])) {
        throw noSuchOption(args[i]);
      }
      if (i + 1 == args.length) {
        throw new SettingsException(args[i] + " has no value; " + USAGE);
      }
      if (args[i].equals("--config")) {
        config = Path.of(args[i + 1]);
      } else {
        assignments.add(args[i + 1]);
      }
    }
    if (config == null) {
      throw new SettingsException(USAGE);
    }
    return new SettingsParser(RuleCatalogueEntry.all(), environment).parse(config, assignments);
  }

  /** Names the option alone: what is written behind its = may be a secret. */
  private static SettingsException noSuchOption(String argument) {
    String option = argument.replaceFirst("(?s)=.*", "");
    if (OPTIONS.contains(option)) {
      return new SettingsException(
          option + ": write a space between it and its value, not an =; " + USAGE);
    }
    return new SettingsException(
        SettingsException.quoted(option)
            + ": there is no such option; "
            + NearestKey.to(option, OPTIONS)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse(USAGE));
  }

  /**
   * Adds the whole job to the environment.
   *
   * @param report takes a line for whatever does not stop the start: an exception that is not
   *     obeyed, an Elasticsearch that does not answer, what Flink's own settings leave to be wished
   * @throws SettingsException if Flink's own settings will not do, brokers or Elasticsearch refuse
   *     what the job needs, or the exceptions cannot be read
   */
  public static void build(
      StreamExecutionEnvironment env, Settings settings, Consumer<String> report) {
    if (settings.backfill().isPresent()) {
      new BackfillJob(settings, settings.backfill().get(), Clock.systemUTC(), report).build(env);
      return;
    }
    build(env, settings, settings.activeRules(), report);
  }

  /** The same with rules other than those of the settings. */
  public static void build(
      StreamExecutionEnvironment env,
      Settings settings,
      List<Rule> rules,
      Consumer<String> report) {
    ClusterCheck.of(env.getConfiguration(), settings.requireKafka().sink().delivery())
        .forEach(report);
    new StartChecks(settings, report).run(env);
    DetectionPipeline.Exceptions exceptions =
        new ExceptionSource(Clock.systemUTC(), report).of(settings, env);
    Resumption resumption = new Resumption(settings, rules, Clock.systemUTC(), report);
    ReadBack readBack = resumption.readBack(env);
    AlertPolicy.Live live =
        new AlertPolicy.Live(settings.alerts().updateInterval(), resumption.toldBefore(readBack));
    SingleOutputStreamOperator<Event> signIns = source(env, settings, rules, readBack);
    DetectionStreams detected =
        DetectionPipeline.detect(signIns, rules, settings.alertPolicy(live), exceptions);
    sinks(signIns, detected, settings);
  }

  private static SingleOutputStreamOperator<Event> source(
      StreamExecutionEnvironment env, Settings settings, List<Rule> rules, ReadBack readBack) {
    InputSettings input = settings.input();
    DataStream<Decoded> decoded =
        env.fromSource(
                new KafkaInput(settings.requireKafka().source())
                    .source(
                        readBack,
                        settings.decoder(),
                        new RelevantToRules(rules),
                        input.expectedSources(),
                        Clock.systemUTC()),
                DecodedWatermarks.perPartition(
                    input.maxOutOfOrderness(),
                    input.idleness(),
                    Clock.systemUTC(),
                    input.maxSkew()),
                "kafka-sign-ins")
            .uid("kafka-sign-ins");
    return decoded.process(new RouteFunction()).name("split").uid("split");
  }

  private static void sinks(
      SingleOutputStreamOperator<Event> signIns, DetectionStreams detected, Settings settings) {
    KafkaSinkSettings kafka = settings.requireKafka().sink();
    DataStream<Alert> alerts = detected.alerts();
    AlertSinks sinks = new AlertSinks(settings, Clock.systemUTC());
    sinks.kafka(alerts, kafka.output(kafka.alertsTopic()));
    sinks.elasticsearch(alerts, kafka.output(kafka.deadLettersTopic()));
    signIns
        .getSideOutput(RouteFunction.DEAD_LETTERS)
        .sinkTo(KafkaSinks.deadLetters(kafka.output(kafka.deadLettersTopic())))
        .name("kafka-dead-letters")
        .uid("kafka-dead-letters");
    detected
        .late()
        .sinkTo(KafkaSinks.lateSignIns(kafka.output(kafka.lateTopic())))
        .name("kafka-late-sign-ins")
        .uid("kafka-late-sign-ins");
    if (ExceptionSource.isSet(settings)) {
      detected
          .suppressed()
          .sinkTo(
              KafkaSinks.suppressed(
                  kafka.output(kafka.suppressedTopic()), Names.of(settings.alerts())))
          .name("kafka-suppressed-alerts")
          .uid("kafka-suppressed-alerts");
    }
  }
}
