// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrawatch.decode.Decoding;
import io.entrawatch.decode.MessageReader;
import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.kafka.ClientProperties;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.ReadBack;
import io.entrawatch.kafka.StartPosition;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaInputTest {
  private static KafkaInput input(Map<String, String> properties) {
    return new KafkaInput(
        new KafkaSourceSettings(
            "broker:9092",
            List.of("sign-ins"),
            null,
            "entrawatch",
            new StartPosition.Committed(),
            new ClientProperties(properties)));
  }

  private static List<Decoded> decode(byte[] value, long timestamp) throws Exception {
    return decode(value, timestamp, Map.of());
  }

  @SuppressWarnings("unchecked") // see MessageDeserializer
  private static List<Decoded> decode(
      byte[] value, long timestamp, Map<TopicPartition, Long> places) throws Exception {
    KafkaRecordDecoding decoding =
        InstantiationUtil.clone(
            new KafkaRecordDecoding(DecoderSettings.DEFAULT, new Decoding.Everything(), places));
    decoding.open(new TestContext());
    MessageReader reader = new MessageReader(DecoderSettings.DEFAULT, new Decoding.Everything());
    List<Decoded> all = new ArrayList<>();
    Collector<Decoded> into =
        new Collector<>() {
          @Override
          public void collect(Decoded decoded) {
            all.add(decoded);
          }

          @Override
          public void close() {
            // Nothing to close.
          }
        };
    ConsumerRecord<?, ?> record =
        new ConsumerRecord<>(
            "t",
            2,
            7,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            null,
            value == null ? null : reader.read(Decoding.amidOthers(value)),
            new RecordHeaders(),
            Optional.empty());
    decoding.deserialize((ConsumerRecord<byte[], byte[]>) record, into);
    return all;
  }

  @Test
  void readsForEverWhatWasCommittedAndLooksForNewPartitions() {
    KafkaInput input = input(Map.of("client.rack", "a"));
    assertThat(
            input
                .source(
                    ReadBack.NONE,
                    DecoderSettings.DEFAULT,
                    new Decoding.Everything(),
                    List.of(),
                    Clock.systemUTC())
                .getBoundedness())
        .isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
    assertThat(input.kafka().consumer())
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("partition.discovery.interval.ms", "60000")
        .containsEntry("receive.buffer.bytes", "-1")
        .containsEntry("client.rack", "a");
    assertThat(input(Map.of("receive.buffer.bytes", "65536")).kafka().consumer())
        .containsEntry("receive.buffer.bytes", "65536");
    assertThat(input(Map.of("isolation.level", "read_uncommitted")).kafka().consumer())
        .containsEntry("isolation.level", "read_uncommitted");
  }

  @Test
  void startsWhereItIsTold() {
    OffsetsInitializer committed = new StartPosition.Committed().offsets();
    assertThat(committed.getAutoOffsetResetStrategy()).isEqualTo(OffsetResetStrategy.EARLIEST);
    assertThat(committed).hasSameClassAs(OffsetsInitializer.committedOffsets());
    assertThat(new StartPosition.Earliest().offsets().getAutoOffsetResetStrategy())
        .isEqualTo(OffsetResetStrategy.EARLIEST);
    assertThat(new StartPosition.Latest().offsets().getAutoOffsetResetStrategy())
        .isEqualTo(OffsetResetStrategy.LATEST);
    assertThat(new StartPosition.At(Instant.EPOCH).offsets())
        .hasSameClassAs(OffsetsInitializer.timestamp(0));
  }

  @Test
  void aSecretAmongThePropertiesIsNotPrinted() {
    assertThat(input(Map.of("sasl.jaas.config", "password=hunter2")).toString())
        .doesNotContain("hunter2");
  }

  @Test
  void aMessageOpensIntoItsRecords() throws Exception {
    String record =
        "{\"category\":\"SignInLogs\",\"time\":\"2026-03-01T11:50:00Z\",\"properties\":{\"id\":\"%s\"}}";
    byte[] batch =
        ("[" + record.formatted("a") + "," + record.formatted("b") + "]")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(decode(batch, Decoding.ARRIVAL_MILLIS))
        .extracting(d -> d.signIn().uid(), Decoded::time)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a|SignInLogs", Decoding.ARRIVAL_MILLIS),
            org.assertj.core.groups.Tuple.tuple("b|SignInLogs", Decoding.ARRIVAL_MILLIS));
  }

  @Test
  void whatStandsInFrontOfThePlaceWhereTheGroupStoppedIsReadAgain() throws Exception {
    byte[] record =
        "{\"category\":\"SignInLogs\",\"time\":\"2026-03-01T11:50:00Z\",\"properties\":{\"id\":\"a\"}}"
            .getBytes(StandardCharsets.UTF_8);
    TopicPartition own = new TopicPartition("t", 2);
    TopicPartition other = new TopicPartition("t", 1);
    for (var place :
        Map.of(Map.of(own, 8L), true, Map.of(own, 7L), false, Map.of(other, 8L), false)
            .entrySet()) {
      assertThat(decode(record, Decoding.ARRIVAL_MILLIS, place.getKey()))
          .as("offset 7, place %s", place.getKey())
          .extracting(Decoded::again)
          .containsExactly(place.getValue());
    }
  }

  @Test
  void aMessageWithoutAValueIsADeadLetter() throws Exception {
    DeadLetter dead = decode(null, 5).get(0).deadLetter();
    assertThat(dead.reason()).isEqualTo("not-json");
    assertThat(dead.bytes()).isEmpty();
    assertThat(dead.offset()).isEqualTo(7);
  }

  /** Flink runs the hooks when a job leaves a TaskManager, and not when it restarts there. */
  @Test
  void whatAnAttemptDecodedWithIsNotKeptUntilTheJobEnds() {
    TestContext job = new TestContext();
    WeakReference<Relevance> ofTheAttempt = openAndLeave(job);
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(ofTheAttempt.get()).isNull();
            });
    job.end();
  }

  private static WeakReference<Relevance> openAndLeave(TestContext job) {
    Relevance rules = new Decoding.Everything();
    new KafkaRecordDecoding(DecoderSettings.DEFAULT, rules, Map.of()).open(job);
    return new WeakReference<>(rules);
  }
}
