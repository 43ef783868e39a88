// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.detect.DetectionPipeline;
import io.entrawatch.detect.DetectionStreams;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Event;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.source.FileInput;
import io.entrawatch.source.RouteFunction;
import io.entrawatch.traffic.DemoStory;
import io.entrawatch.traffic.TrafficGenerator;
import io.entrawatch.traffic.format.Format;
import io.entrawatch.traffic.format.RecordWriter;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost and nothing silent: in a run over input of every kind, all sums hold. */
class AccountingTest {
  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(METRICS.addToConfiguration(strict()))
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir private Path folder;

  private JobExecutionResult result;

  private static Configuration strict() {
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return strict;
  }

  /** All shapes, batches, repetitions, other logs, broken lines and, at the end, late ones. */
  private static List<String> mixed() throws IOException {
    List<String> lines = new ArrayList<>();
    List<RecordWriter> writers =
        Stream.of(Format.values()).map(format -> format.writer(1_200)).toList();
    TrafficGenerator traffic = DemoStory.traffic();
    for (int i = 0; traffic.hasNext(); i++) {
      SampleSignIn signIn = traffic.next();
      String record = record(writers.get(i % 2 == 0 ? 0 : i % 3), signIn);
      lines.add(i % 50 == 0 ? "{\"records\":[" + record + ",7]}" : record);
      if (i % 5 == 0) {
        lines.add(record);
      }
      if (i % 100 == 0) {
        lines.addAll(
            List.of(
                "[]",
                "{\"category\":\"AuditLogs\",\"time\":\"2026-01-15T10:00:00Z\",\"operationName\":\"x\"}",
                record.substring(0, record.length() / 2),
                "{\"@timestamp\":\"2099-01-01\",\"event\":{\"dataset\":\"x\"}}"));
      }
    }
    List<String> late = lines.subList(0, lines.size() / 2);
    return Stream.concat(lines.stream(), List.copyOf(late).stream()).toList();
  }

  private static String record(RecordWriter writer, SampleSignIn signIn) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(signIn, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<Rule> run(boolean deduplicate) throws Exception {
    List<String> lines = mixed();
    Path file = Files.write(folder.resolve("mixed.ndjson"), lines);
    Settings settings =
        new SettingsParser(RuleCatalogueEntry.all(), Map.of())
            .parse(List.of("input.deduplicate=" + deduplicate));
    List<Rule> rules = settings.activeRules();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    SingleOutputStreamOperator<Event> signIns =
        env.fromSource(
                new FileInput(List.of(file.toString()))
                    .source(settings.decoder(), new RelevantToRules(rules), Clock.systemUTC()),
                WatermarkStrategy.<Decoded>forGenerator(context -> new EveryTime())
                    .withTimestampAssigner((decoded, timestamp) -> Math.max(0, decoded.time())),
                "files")
            .uid("files")
            .process(new RouteFunction())
            .uid("split");
    AlertPolicy policy = settings.alertPolicy(new AlertPolicy.Live(Duration.ofSeconds(1)));
    DetectionStreams detected = DetectionPipeline.detect(signIns, rules, policy);
    detected.alerts().sinkTo(new DiscardingSink<>()).uid("alerts");
    detected.late().sinkTo(new DiscardingSink<>()).uid("late");
    result = env.execute();
    assertThat(sum(RouteFunction.INPUTS)).isEqualTo(lines.size());
    return rules;
  }

  private long sum(String... names) {
    return Arrays.stream(names).mapToLong(name -> result.<Long>getAccumulatorResult(name)).sum();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everySumHoldsWithAndWithoutDeduplication(boolean deduplicate) throws Exception {
    List<Rule> rules = run(deduplicate);
    assertThat(sum(RouteFunction.OPENED, RouteFunction.EMPTY_BATCHES, RouteFunction.DEAD_INPUTS))
        .isEqualTo(sum(RouteFunction.INPUTS));
    assertThat(
            sum(
                RouteFunction.OTHER_LOGS,
                RouteFunction.IRRELEVANT,
                RouteFunction.RELEVANT,
                RouteFunction.DEAD_RECORDS))
        .isEqualTo(sum(RouteFunction.RECORDS));
    assertThat(
            Stream.of(Shape.values()).mapToLong(shape -> sum(RouteFunction.records(shape))).sum())
        .isEqualTo(sum(RouteFunction.RECORDS) - sum(RouteFunction.DEAD_RECORDS));
    assertThat(Stream.of(Reason.values()).mapToLong(r -> sum(RouteFunction.deadLetters(r))).sum())
        .isEqualTo(sum(RouteFunction.DEAD_INPUTS, RouteFunction.DEAD_RECORDS));
    for (String fate :
        List.of(
            RouteFunction.EMPTY_BATCHES,
            RouteFunction.DEAD_INPUTS,
            RouteFunction.OTHER_LOGS,
            RouteFunction.IRRELEVANT)) {
      assertThat(sum(fate)).as(fate).isPositive();
    }
    long taken = 0;
    for (Rule rule : rules) {
      String id = rule.id();
      assertThat(sum(id + ".used", id + ".duplicates", id + ".late"))
          .as(id)
          .isEqualTo(sum(id + ".relevant"));
      assertThat(sum(id + ".used")).as(id).isPositive();
      assertThat(sum(id + ".late")).as(id).isPositive();
      assertThat(sum(id + ".duplicates") > 0).as(id).isEqualTo(deduplicate);
      taken += sum(id + ".relevant");
    }
    assertThat(taken).isGreaterThanOrEqualTo(sum(RouteFunction.RELEVANT));
    checkMetrics(rules);
  }

  /** Names that dashboards and alert rules rely on. */
  private void checkMetrics(List<Rule> rules) throws IOException {
    Set<String> expected = new TreeSet<>();
    for (String name : Files.readAllLines(Path.of("src/test/resources/metrics.txt"))) {
      if (name.contains("<rule>")) {
        rules.forEach(rule -> expected.add(name.replace("<rule>", rule.id())));
      } else if (name.contains("<reason>")) {
        Stream.of(Reason.values())
            .forEach(reason -> expected.add(name.replace("<reason>", reason.code())));
      } else {
        expected.add(name);
      }
    }
    Set<String> registered = new TreeSet<>();
    METRICS.getMetricsByGroup().forEach((group, metrics) -> registered.addAll(metrics.keySet()));
    assertThat(registered).containsAll(expected);
    METRICS
        .findMetrics(result.getJobID(), ".*live-.*")
        .forEach(
            (name, metric) -> assertThat(((Gauge<?>) metric).getValue()).as(name).isEqualTo(0L));
  }

  /** A watermark after every record: as far as the bound allows. */
  private static final class EveryTime implements WatermarkGenerator<Decoded> {
    private static final long OUT_OF_ORDER = 60_000;
    private long highest = Long.MIN_VALUE;

    @Override
    public void onEvent(Decoded decoded, long timestamp, WatermarkOutput output) {
      if (decoded.time() > highest) {
        highest = decoded.time();
        output.emitWatermark(new Watermark(highest - OUT_OF_ORDER - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
