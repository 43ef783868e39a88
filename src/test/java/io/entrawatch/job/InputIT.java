// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.job.JobTopics.Sent;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.traffic.DemoStory;
import io.entrawatch.traffic.TrafficGenerator;
import io.entrawatch.traffic.format.Format;
import io.entrawatch.traffic.format.RecordWriter;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * However records come, late within the bounds, twice, in reverse, with liars among them, or from
 * partitions of which one is silent: the whole job gives the same final alerts.
 */
@ExtendWith(SharedServers.class)
class InputIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(strict())
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final int PARTITIONS = 3;
  private static final long OUT_OF_ORDER = 60_000;

  /** A day after everything, when every alert is final. */
  private static final long END = Instant.parse("2026-01-19T00:00:00Z").toEpochMilli();

  private static List<Sent> raw;
  private static Map<String, String> expected;

  private static Configuration strict() {
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return strict;
  }

  /** The demo's sign-ins as raw records, in the order of their arrival, as they should be. */
  @BeforeAll
  static void play(KafkaBroker kafka) throws Exception {
    raw = new ArrayList<>();
    RecordWriter writer = Format.RAW.writer(1_500);
    TrafficGenerator traffic = DemoStory.traffic();
    while (traffic.hasNext()) {
      SampleSignIn signIn = traffic.next();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      writer.write(signIn, out);
      int partition = Math.floorMod(signIn.id().hashCode(), PARTITIONS);
      raw.add(new Sent(partition, signIn.ingested(), out.toString(StandardCharsets.UTF_8)));
    }
    expected = finalAlerts(kafka, "input-plain", raw);
    assertThat(expected).hasSize(Installation.demosAlerts().size());
  }

  private static Map<String, String> finalAlerts(KafkaBroker kafka, String name, List<Sent> records)
      throws Exception {
    JobTopics topics = new JobTopics(kafka, name, PARTITIONS);
    topics.produce(records);
    topics.produce(ends());
    JobClient job = topics.run();
    Map<String, String> alerts = topics.awaitFinalAlerts(Installation.demosAlerts().size());
    job.cancel().get();
    return alerts;
  }

  /** One record of another log on each partition, which passes the time. */
  private static List<Sent> ends() {
    List<Sent> ends = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      ends.add(
          new Sent(
              partition,
              END,
              "{\"category\":\"AuditLogs\",\"time\":\"2026-01-19T00:00:00Z\",\"operationName\":\"Add user\"}"));
    }
    return ends;
  }

  @Test
  void everyRecordTwiceTheSecondTimeMinutesLater(KafkaBroker kafka) throws Exception {
    List<Sent> twice = new ArrayList<>(raw);
    long later = Duration.ofMinutes(7).toMillis();
    raw.forEach(
        sent -> twice.add(new Sent(sent.partition(), sent.timestamp() + later, sent.value())));
    twice.sort(Comparator.comparingLong(Sent::timestamp));
    assertThat(finalAlerts(kafka, "input-twice", twice)).isEqualTo(expected);
  }

  @Test
  void inReverseWithinTheBounds(KafkaBroker kafka) throws Exception {
    List<Sent> reversed = new ArrayList<>(raw);
    reversed.sort(
        Comparator.comparingLong((Sent sent) -> sent.timestamp() / OUT_OF_ORDER)
            .thenComparing(Comparator.comparingLong(Sent::timestamp).reversed()));
    assertThat(reversed).isNotEqualTo(raw);
    assertThat(finalAlerts(kafka, "input-reversed", reversed)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ingested  | \"event\":{\"ingested\":\"2099-01-01T00:00:00Z\",\"dataset\":\"azure.signinlogs\"}",
        "timestamp | \"@timestamp\":\"2099-01-01T00:00:00Z\",\"event\":{\"dataset\":\"azure.signinlogs\"}",
        "raw       | \"category\":\"SignInLogs\",\"time\":\"2099-01-01T00:00:00Z\""
      })
  void oneRecordDated2099IsADeadLetterAndNothingElseChanges(
      String name, String members, KafkaBroker kafka) throws Exception {
    List<Sent> mixed = new ArrayList<>(raw);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int early = raw.size() / 10 + partition;
      mixed.add(early, new Sent(partition, raw.get(early).timestamp(), "{" + members + "}"));
    }
    String topic = "input-2099-" + name;
    assertThat(finalAlerts(kafka, topic, mixed)).isEqualTo(expected);
    List<JsonNode> dead = JobTopics.of(kafka, topic).await("dead-letters", PARTITIONS);
    assertThat(dead).hasSize(PARTITIONS);
    assertThat(dead).extracting(d -> d.get("reason").asText()).containsOnly("future-time");
    assertThat(JobTopics.of(kafka, topic).read("late")).isEmpty();
  }

  @Test
  void oneSilentPartitionAmongBusyOnesStallsNothing(KafkaBroker kafka) throws Exception {
    JobTopics topics = new JobTopics(kafka, "input-idle", PARTITIONS + 1);
    topics.produce(raw);
    topics.produce(ends());
    JobClient job = topics.run("input.idleness=2s");
    assertThat(topics.awaitFinalAlerts(expected.size())).isEqualTo(expected);
    job.cancel().get();
  }

  @Test
  void aSignInThatComesTooLateGoesToItsTopicWithHowLateAndForWhichRules(KafkaBroker kafka)
      throws Exception {
    JobTopics topics = new JobTopics(kafka, "input-late", PARTITIONS);
    topics.produce(raw);
    topics.produce(ends());
    JobClient job = topics.run();
    topics.awaitFinalAlerts(expected.size()); // so the watermark has come to the end
    String late =
        "{\"category\":\"SignInLogs\",\"tenantId\":\"t\",\"identity\":\"Ada\",\"properties\":{"
            + "\"id\":\"late-1\",\"createdDateTime\":\"2026-01-15T10:00:00Z\","
            + "\"originalTransferMethod\":\"deviceCodeFlow\","
            + "\"authenticationProtocol\":\"deviceCode\",\"ipAddress\":\"192.0.2.1\"}}";
    topics.produce(
        List.of(new Sent(0, Instant.parse("2026-01-15T10:05:00Z").toEpochMilli(), late)));
    List<JsonNode> found = topics.await("late", 2);
    job.cancel().get();
    assertThat(found)
        .extracting(one -> one.get("rule").asText())
        .containsExactlyInAnyOrder("device-code-concurrent", "device-code-retuned");
    // The last window that takes 10:00:00 ends at 10:09 and stays open for 61 minutes.
    long closed = Instant.parse("2026-01-15T11:10:00Z").toEpochMilli();
    for (JsonNode one : found) {
      assertThat(one.get("late_by_ms").asLong()).isEqualTo(END - OUT_OF_ORDER - closed);
      assertThat(one.at("/sign_in/event/id").asText()).isEqualTo("late-1");
    }
  }
}
