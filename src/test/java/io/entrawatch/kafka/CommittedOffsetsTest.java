// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class CommittedOffsetsTest {
  private static final long NOON = Instant.parse("2026-01-15T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final TopicPartition P0 = new TopicPartition("s", 0);
  private static final TopicPartition P1 = new TopicPartition("s", 1);

  private final Broker broker = new Broker();

  /** Two partitions, in which each record's timestamp is told. */
  private static final class Broker extends MockConsumer<byte[], byte[]> {
    private final Map<TopicPartition, TreeMap<Long, Long>> records = new HashMap<>();
    private final Map<TopicPartition, Long> group = new HashMap<>();

    private long keptSince = NOON + 600 * MINUTE;

    /** Where partitions begin of which retention has taken all records. */
    private final Map<TopicPartition, Long> emptied = new HashMap<>();

    Broker() {
      super("earliest");
      updatePartitions(
          "s",
          List.of(
              new PartitionInfo("s", 0, null, null, null),
              new PartitionInfo("s", 1, null, null, null)));
      records.put(P0, new TreeMap<>());
      records.put(P1, new TreeMap<>());
    }

    /** A record a minute, the first one at that offset and time. */
    void minutes(TopicPartition partition, long offset, long time, int count) {
      for (int i = 0; i < count; i++) {
        records.get(partition).put(offset + i, time + i * MINUTE);
      }
    }

    private long end(TopicPartition partition) {
      return records.get(partition).isEmpty()
          ? emptied.getOrDefault(partition, 0L)
          : records.get(partition).lastKey() + 1;
    }

    private long beginning(TopicPartition partition) {
      return records.get(partition).isEmpty()
          ? emptied.getOrDefault(partition, 0L)
          : records.get(partition).firstKey();
    }

    ReadBack readBack() {
      for (TopicPartition partition : List.of(P0, P1)) {
        updateBeginningOffsets(Map.of(partition, beginning(partition)));
        updateEndOffsets(Map.of(partition, end(partition)));
      }
      return new CommittedOffsets(this, List.of("s"), topic -> keptSince)
          .readBack(
              stopped -> stopped - Duration.ofMinutes(30).toMillis(),
              Instant.ofEpochMilli(NOON + 600 * MINUTE));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
        java.util.Set<TopicPartition> partitions) {
      Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
      for (TopicPartition partition : partitions) {
        Long offset = group.get(partition);
        all.put(partition, offset == null ? null : new OffsetAndMetadata(offset));
      }
      return all;
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
      times.forEach(
          (partition, time) ->
              found.put(
                  partition,
                  records.get(partition).entrySet().stream()
                      .filter(record -> record.getValue() >= time)
                      .findFirst()
                      .map(first -> new OffsetAndTimestamp(first.getKey(), first.getValue()))
                      .orElse(null)));
      return found;
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      List<TopicPartition> read =
          assignment().stream().filter(each -> !paused().contains(each)).toList();
      assertThat(read).as("one at a time").hasSize(1);
      TopicPartition partition = read.get(0);
      List<ConsumerRecord<byte[], byte[]>> polled =
          records.get(partition).tailMap(position(partition)).entrySet().stream()
              .map(
                  record ->
                      new ConsumerRecord<byte[], byte[]>(
                          "s",
                          partition.partition(),
                          record.getKey(),
                          record.getValue(),
                          TimestampType.CREATE_TIME,
                          0,
                          0,
                          null,
                          null,
                          new RecordHeaders(),
                          java.util.Optional.empty()))
              .toList();
      seek(partition, end(partition));
      return new ConsumerRecords<>(Map.of(partition, polled), Map.of());
    }
  }

  @Test
  void aGroupThatHasCommittedNothingReadsNothingAgain() {
    broker.minutes(P0, 0, NOON, 10);
    assertThat(broker.readBack().isNone()).isTrue();
  }

  @Test
  void aPartitionIsReadFromTheWantedTimeOnToWhereTheGroupStopped() {
    broker.minutes(P0, 0, NOON, 120);
    broker.group.put(P0, 100L);
    ReadBack found = broker.readBack();
    assertThat(found.places()).containsOnly(Map.entry(P0, 100L));
    assertThat(found.stopped()).as("the last ten records").isEqualTo(NOON + 90 * MINUTE);
    assertThat(found.starts()).containsOnly(Map.entry(P0, 60L));
    assertThat(found.from()).isEqualTo(found.wanted());
    assertThat(found.length()).isEqualTo(40);
  }

  @Test
  void aPartitionThatLagsSaysWhenTheGroupStopped() {
    broker.minutes(P0, 0, NOON, 120);
    broker.minutes(P1, 0, NOON, 120);
    broker.group.putAll(Map.of(P0, 120L, P1, 40L));
    ReadBack found = broker.readBack();
    assertThat(found.stopped()).isEqualTo(NOON + 40 * MINUTE);
    assertThat(found.starts()).containsOnly(Map.entry(P0, 10L), Map.entry(P1, 10L));
  }

  @Test
  void aPartitionInWhichNothingHasComeForLongDoesNotHoldTheOthersBack() {
    broker.minutes(P0, 0, NOON, 120);
    broker.minutes(P1, 0, NOON - 10_000 * MINUTE, 5);
    broker.group.putAll(Map.of(P0, 120L, P1, 5L));
    assertThat(broker.readBack().stopped()).isEqualTo(NOON + 110 * MINUTE);
    assertThat(broker.readBack().starts()).containsEntry(P1, 5L);
  }

  @Test
  void oneRecordWithATimeFarAheadMovesNothing() {
    broker.minutes(P0, 0, NOON, 100);
    broker.records.get(P0).put(97L, NOON + 1_000_000 * MINUTE);
    broker.group.put(P0, 100L);
    assertThat(broker.readBack().stopped()).isEqualTo(NOON + 90 * MINUTE);
  }

  @Test
  void whereTheTopicNoLongerReachesBackSoFarItSaysFromWhenOn() {
    broker.minutes(P0, 80, NOON + 80 * MINUTE, 40);
    broker.group.put(P0, 100L);
    ReadBack found = broker.readBack();
    assertThat(found.starts()).containsEntry(P0, 80L);
    assertThat(found.wanted()).isEqualTo(NOON + 60 * MINUTE);
    assertThat(found.from()).isEqualTo(NOON + 80 * MINUTE);
    assertThat(found.lost()).isZero();
  }

  @Test
  void recordsThatWereDeletedBeforeTheGroupReadThemAreCounted() {
    broker.minutes(P0, 80, NOON + 80 * MINUTE, 40);
    broker.group.put(P0, 70L);
    ReadBack found = broker.readBack();
    assertThat(found.lost()).isEqualTo(10);
    assertThat(found.places()).containsEntry(P0, 80L);
  }

  @Test
  void aPlaceBeyondTheEndIsOneOfAnEarlierTopic() {
    broker.minutes(P0, 0, NOON, 10);
    broker.group.put(P0, 11L);
    assertThat(broker.readBack().isNone()).isTrue();
  }

  /** The group's place is where the marker of a sender's transaction stands. */
  @Test
  void aPartitionThatLagsBehindAMarkerSaysWhenTheGroupStopped() {
    broker.minutes(P0, 0, NOON, 120);
    broker.minutes(P1, 0, NOON, 120);
    broker.records.get(P1).remove(40L);
    broker.group.putAll(Map.of(P0, 120L, P1, 40L));
    ReadBack found = broker.readBack();
    assertThat(found.stopped()).isEqualTo(NOON + 41 * MINUTE);
    assertThat(found.starts()).containsOnly(Map.entry(P0, 11L), Map.entry(P1, 11L));
  }

  /** They are in no index of time: nothing but their place tells where they are. */
  @Test
  void aPartitionWhoseRecordsHaveNoTimestampsIsReadFromItsBeginning() {
    broker.minutes(P0, 0, NOON, 120);
    for (long offset = 0; offset < 120; offset++) {
      broker.records.get(P1).put(offset, 0L);
    }
    broker.group.putAll(Map.of(P0, 100L, P1, 100L));
    assertThat(broker.readBack().starts()).containsOnly(Map.entry(P0, 60L), Map.entry(P1, 0L));
  }

  /** One in which little comes has lost all that it had, and yet nothing of what is wanted. */
  @Test
  void aPartitionThatRetentionHasEmptiedReachesBackAsFarAsRetentionDoes() {
    broker.minutes(P0, 0, NOON, 120);
    broker.emptied.put(P1, 50L);
    broker.group.putAll(Map.of(P0, 120L, P1, 50L));
    broker.keptSince = NOON;
    ReadBack found = broker.readBack();
    assertThat(found.wanted()).isEqualTo(NOON + 80 * MINUTE);
    assertThat(found.from()).isEqualTo(found.wanted());
  }
}
