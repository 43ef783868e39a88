// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.backfill;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.config.SettingsException;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.detect.DetectionPipeline;
import io.entrawatch.detect.DetectionStreams;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Event;
import io.entrawatch.event.Times;
import io.entrawatch.job.exceptions.ExceptionSource;
import io.entrawatch.job.output.AlertSinks;
import io.entrawatch.job.preflight.StartChecks;
import io.entrawatch.job.settings.BackfillSettings;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.kafka.KafkaRange;
import io.entrawatch.kafka.KafkaRangeFinder;
import io.entrawatch.kafka.KafkaSettings;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.KafkaTopics;
import io.entrawatch.kafka.OffsetBound;
import io.entrawatch.rule.Rule;
import io.entrawatch.source.DecodedWatermarks;
import io.entrawatch.source.FileInput;
import io.entrawatch.source.KafkaInput;
import io.entrawatch.source.RouteFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job over a range that ends: sign-ins of a time past, alerts into a topic of their own or to
 * where the live ones are. Ids and content are functions of the sign-ins, so they equal the live
 * ones; what the ends of the range cut through does not pass for final, see {@link Coverage}.
 *
 * <p>It writes alerts alone, and what Elasticsearch refuses of them: dead letters of the input and
 * late sign-ins were told of when they came.
 */
public final class BackfillJob {
  private final Settings settings;
  private final BackfillSettings range;
  private final KafkaSettings kafka;
  private final List<Rule> rules;
  private final AlertPolicy policy;
  private final Clock clock;
  private final Consumer<String> report;

  /**
   * @param report takes a line for whatever the user should know of it
   */
  public BackfillJob(
      Settings settings, BackfillSettings range, Clock clock, Consumer<String> report) {
    this.settings = settings;
    this.range = range;
    this.kafka = settings.requireKafka();
    this.rules = settings.activeRules();
    this.policy = settings.alertPolicy(new AlertPolicy.FinalOnly());
    this.clock = clock;
    this.report = report;
  }

  /**
   * Adds the job to the environment.
   *
   * @throws SettingsException if there is no broker, or a topic, file or the exceptions cannot be
   *     read
   */
  public void build(StreamExecutionEnvironment env) {
    new StartChecks(settings, report)
        .runForBackfill(
            range.files().isEmpty() ? kafka.source().topics() : List.of(),
            target(),
            range.isLive());
    Source source = range.files().isEmpty() ? kafkaSource(env) : fileSource(env);
    DetectionPipeline.Exceptions exceptions = new ExceptionSource(clock, report).atStart(settings);
    DataStream<Event> signIns =
        source.decoded().process(new RouteFunction()).name("split").uid("split");
    DetectionStreams detected = DetectionPipeline.detect(signIns, rules, policy, exceptions);
    DataStream<Alert> alerts =
        DetectionPipeline.named(
            detected.alerts().process(new CoverageFunction(source.coverage(), range.isLive())),
            "backfill-coverage");
    sinks(alerts);
  }

  private record Source(DataStream<Decoded> decoded, Coverage coverage) {}

  private String target() {
    return range.target() instanceof BackfillSettings.Shadow shadow
        ? shadow.topic()
        : kafka.sink().alertsTopic();
  }

  private Source kafkaSource(StreamExecutionEnvironment env) {
    KafkaSourceSettings input = kafka.source();
    KafkaRange found;
    try {
      found =
          KafkaRangeFinder.find(
              input,
              begin(),
              range.to(),
              clock.instant(),
              line -> report.accept("backfill: " + line));
    } catch (KafkaTopics.UnusableException e) {
      throw new SettingsException(e.getMessage());
    }
    report.accept(
        "backfill: up to %,d records, from %s to %s"
            .formatted(found.length(), time(found.wholeFrom()), time(found.wholeTo())));
    DataStream<Decoded> decoded =
        env.fromSource(
                new KafkaInput(input).source(found, settings.decoder(), new RelevantToRules(rules)),
                DecodedWatermarks.perPartition(
                    settings.input().maxOutOfOrderness(), clock, settings.input().maxSkew()),
                "kafka-sign-ins")
            .uid("kafka-sign-ins");
    return new Source(decoded, coverage(found.wholeFrom(), found.wholeTo()));
  }

  /** Earlier than asked: an alert is made of all sign-ins of its period. */
  private OffsetBound begin() {
    if (!(range.from() instanceof OffsetBound.At at)) {
      return range.from();
    }
    if (at.moment().isAfter(clock.instant())) {
      throw new SettingsException(
          "backfill.from: " + at.moment() + " is still to come; give a time in the past");
    }
    Duration open = Coverage.longestOpen(rules);
    Instant earlier = at.moment().minus(policy.period()).minus(open);
    report.accept(
        "backfill: begins at %s, an alert period (%s) and a window with its lateness (%s) earlier than"
                .formatted(earlier, policy.period(), open)
            + " asked: an alert holds all sign-ins of its period");
    return new OffsetBound.At(earlier);
  }

  private Source fileSource(StreamExecutionEnvironment env) {
    FileInput files = new FileInput(range.files());
    DataStream<Decoded> decoded;
    try {
      decoded =
          env.fromSource(
                  files.source(settings.decoder(), new RelevantToRules(rules), clock),
                  DecodedWatermarks.onlyAtTheEnd(),
                  "files")
              .uid("files");
    } catch (IllegalArgumentException e) {
      throw new SettingsException("backfill.input: " + e.getMessage());
    }
    return new Source(decoded, coverage(asked(range.from(), 0), asked(range.to(), Long.MAX_VALUE)));
  }

  private Coverage coverage(long wholeFrom, long wholeTo) {
    long window = Coverage.longestWindow(rules).toMillis();
    long period = policy.period().isZero() ? window : policy.period().toMillis();
    Duration after = Coverage.longestOpen(rules).plus(settings.input().maxOutOfOrderness());
    report.accept(
        range.isLive()
            ? "backfill: alerts whose period is not over by then, and their windows closed, are left"
                + " out"
            : "backfill: alerts whose period is not over by then, and their windows closed, stay open");
    return new Coverage(
        wholeFrom,
        Math.min(wholeTo, asked(range.to(), Long.MAX_VALUE)),
        asked(range.from(), Long.MIN_VALUE),
        asked(range.to(), Long.MAX_VALUE),
        period,
        window,
        after.toMillis());
  }

  private static long asked(OffsetBound edge, long unbounded) {
    return BackfillSettings.time(edge).map(Instant::toEpochMilli).orElse(unbounded);
  }

  private static String time(long millis) {
    return millis == Long.MIN_VALUE ? "the topic's beginning" : Times.iso(millis);
  }

  private void sinks(DataStream<Alert> alerts) {
    AlertSinks sinks = new AlertSinks(settings, clock);
    sinks.kafka(alerts, kafka.sink().withoutTransactions(target()));
    if (range.isLive()) {
      sinks.elasticsearch(
          alerts, kafka.sink().withoutTransactions(kafka.sink().deadLettersTopic()));
    }
  }
}
