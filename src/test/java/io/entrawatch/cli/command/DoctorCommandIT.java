// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.cli.LocalActions;
import io.entrawatch.cli.Main;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.kafka.ClientProperties;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.StartPosition;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.source.survey.NameCounts;
import io.entrawatch.source.survey.Survey;
import io.entrawatch.source.survey.TopicSurvey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServers.class)
class DoctorCommandIT {
  private static final Instant NOW = Instant.parse("2026-03-03T00:00:00Z");
  private static final int HOURS = 48;
  private static final int A_HOUR = 1_500;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int doctor(KafkaBroker kafka, String topics) throws IOException {
    out.reset();
    err.reset();
    Path config =
        Files.writeString(
            folder.resolve("settings.yaml"),
            "kafka: {bootstrap-servers: '%s', group-id: doctor-it, topics: {events: %s}}"
                .formatted(kafka.bootstrap(), topics));
    return Main.open(
        new LocalActions(),
        RuleCatalogueEntry.all(),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        "doctor",
        "--config",
        config.toString());
  }

  private String page() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void send(KafkaBroker kafka, String topic, Instant arrived, String... values) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      for (String value : values) {
        var unused =
            producer.send(new ProducerRecord<>(topic, null, arrived.toEpochMilli(), null, value));
      }
    }
  }

  private static String signIn(Instant happened) {
    return """
        {"time":"%s","category":"SignInLogs","tenantId":"t","properties":{"id":"1"}}"""
        .formatted(happened);
  }

  @Test
  void thePageIsAboutTheTopicsOfTheSettings(KafkaBroker kafka) throws Exception {
    kafka.createTopic("doctor-now", 2);
    kafka.createTopic("doctor-then", 1);
    kafka.createTopic("doctor-empty", 1);
    Instant now = Instant.now();
    Instant lastWeek = now.minusSeconds(7 * 86_400);
    send(kafka, "doctor-now", now, signIn(now.minusSeconds(90)), "{broken", null);
    send(kafka, "doctor-then", lastWeek, signIn(lastWeek));

    assertThat(doctor(kafka, "[doctor-now, doctor-then, doctor-empty]")).isZero();
    assertThat(page())
        .contains("topic doctor-now: all 3 messages of the last 24 hours\n")
        .contains(
            "topic doctor-then: no message in the last 24 hours; instead the newest, 1, were read\n")
        .contains("topic doctor-empty: no messages\n")
        .contains(
            "  not-json                                                         2    50.0 %\n")
        .contains(
            "  SignInLogs                                                       2   100.0 %\n")
        .contains("p99: 99 of 100 arrive within                            1 min 30 s\n");
    assertThat(err.size()).isZero();
  }

  @Test
  void anEmptyTopicIsNothingToReadAndAMissingOneAMistake(KafkaBroker kafka) throws Exception {
    kafka.createTopic("doctor-nothing", 1);
    assertThat(doctor(kafka, "doctor-nothing")).isEqualTo(1);
    assertThat(page()).contains("There is nothing to read.");
    assertThat(doctor(kafka, "doctor-nowhere")).isEqualTo(2);
    assertThat(page()).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("there is no topic doctor-nowhere")
        .containsOnlyOnce("\n");
  }

  private static Survey survey(KafkaBroker kafka, String topic, Clock clock) {
    return new TopicSurvey(
            DecoderSettings.DEFAULT, new RelevantToRules(BuiltInRules.all()), Map.of(), clock)
        .of(
            new KafkaSourceSettings(
                kafka.bootstrap(),
                List.of(topic),
                null,
                "topic-survey",
                new StartPosition.Committed(),
                new ClientProperties(Map.of("max.poll.records", "50"))));
  }

  private static Survey survey(KafkaBroker kafka, String topic) {
    return survey(kafka, topic, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Each look at it takes a second. */
  private static final class SlowClock extends Clock {
    private long seconds;

    @Override
    public Instant instant() {
      return NOW.plusSeconds(seconds++);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** For 48 hours up to now, so many sign-ins an hour; their tenant tells how many hours ago. */
  private static void fill(KafkaBroker kafka, String topic) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      long between = Duration.ofHours(1).toMillis() / A_HOUR;
      for (int i = 0; i < HOURS * A_HOUR; i++) {
        long arrived = NOW.toEpochMilli() - (HOURS * A_HOUR - i) * between;
        int partition = i % 10 == 0 ? 2 : i % 2;
        String value =
            """
            {"time":"%s","category":"SignInLogs","tenantId":"hour-%d"}"""
                .formatted(Instant.ofEpochMilli(arrived), HOURS - 1 - i / A_HOUR);
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic, partition, arrived, null, value.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private static Set<String> groups(Admin admin) throws Exception {
    return admin.listGroups().all().get().stream()
        .map(GroupListing::groupId)
        .collect(Collectors.toSet());
  }

  @Test
  void theSampleIsSpreadOverTheLastDayAndLeavesNoTrace(KafkaBroker kafka) throws Exception {
    kafka.createTopic("survey", 4);
    fill(kafka, "survey");
    try (Admin admin = kafka.admin()) {
      Set<String> before = groups(admin);
      Survey survey = survey(kafka, "survey");
      Survey.Topic topic = (Survey.Topic) survey.samples().get(0);
      assertThat(topic.messages()).isBetween(9_800L, 10_000L).isEqualTo(survey.messages());
      assertThat(topic.available()).isEqualTo(24 * A_HOUR);
      assertThat(topic.ofLastDay()).isTrue();
      assertThat(topic.stopped()).isFalse();
      long day = Duration.ofHours(24).toMillis();
      assertThat(topic.arrived().first())
          .isBetween(NOW.toEpochMilli() - day, NOW.toEpochMilli() - day + 10_000);
      assertThat(topic.arrived().last()).isBetween(NOW.toEpochMilli() - 10_000, NOW.toEpochMilli());

      List<NameCounts.Count> byHour = survey.signIns().tenants().all();
      assertThat(byHour).as("every hour of the last day, and none before").hasSize(24);
      assertThat(byHour).allMatch(hour -> hour.count() > 250 && hour.count() < 600);

      assertThat(before).containsAll(groups(admin)).doesNotContain("topic-survey");
      var committed =
          admin.listConsumerGroupOffsets(
              Map.of("topic-survey", new ListConsumerGroupOffsetsSpec()));
      assertThat(committed.partitionsToOffsetAndMetadata("topic-survey").get()).isEmpty();
    }
  }

  @Test
  void withoutAMessageInTheLastDayTheNewestAreRead(KafkaBroker kafka) throws Exception {
    kafka.createTopic("survey-of-last-year", 2);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 6_000; i++) {
        long arrived = NOW.minus(Duration.ofDays(365)).toEpochMilli() + i;
        producer.send(
            new ProducerRecord<>("survey-of-last-year", 1, arrived, null, new byte[] {'1'}));
      }
    }
    Survey survey = survey(kafka, "survey-of-last-year");
    Survey.Topic topic = (Survey.Topic) survey.samples().get(0);
    long last = NOW.minus(Duration.ofDays(365)).toEpochMilli() + 5_999;
    assertThat(topic)
        .isEqualTo(
            new Survey.Topic(
                "survey-of-last-year",
                5_000,
                5_000,
                false,
                false,
                new Survey.TimeRange(last - 4_999, last)));
    assertThat(survey.allDeadLetters()).isEqualTo(5_000);
  }

  @Test
  void aTopicThatTakesTooLongIsLeft(KafkaBroker kafka) throws Exception {
    kafka.createTopic("survey-slow", 1);
    String signIn = signIn(NOW);
    send(kafka, "survey-slow", NOW, Collections.nCopies(4_000, signIn).toArray(String[]::new));
    Survey survey = survey(kafka, "survey-slow", new SlowClock());
    Survey.Topic topic = (Survey.Topic) survey.samples().get(0);
    assertThat(topic.stopped()).isTrue();
    assertThat(topic.messages()).isBetween(1L, 2_000L).isEqualTo(survey.signIns().count());
  }
}
