// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaRangeFinderTest {
  private static final Instant NOW = Instant.parse("2026-01-20T00:00:00Z");
  private static final Instant WEEK_AGO = NOW.minus(Duration.ofDays(7));
  private static final Instant FROM = Instant.parse("2026-01-15T00:00:00Z");
  private static final TopicPartition BUSY = new TopicPartition("s", 0);
  private static final TopicPartition EMPTIED = new TopicPartition("s", 1);

  /** The busy partition has lost nothing, the other one all of its records. */
  private static final class Broker extends MockConsumer<byte[], byte[]> {
    Broker() {
      super("earliest");
      updatePartitions(
          "s",
          List.of(
              new PartitionInfo("s", 0, null, null, null),
              new PartitionInfo("s", 1, null, null, null)));
      updateBeginningOffsets(Map.of(BUSY, 0L, EMPTIED, 42L));
      updateEndOffsets(Map.of(BUSY, 900L, EMPTIED, 42L));
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      return times.containsKey(BUSY)
          ? Map.of(BUSY, new OffsetAndTimestamp(500, times.get(BUSY)))
          : Map.of();
    }
  }

  private static KafkaRange find(OffsetBound from, Instant keptSince) {
    return find(from, new OffsetBound.At(NOW), keptSince);
  }

  private static KafkaRange find(OffsetBound from, OffsetBound to, Instant keptSince) {
    try (Broker broker = new Broker()) {
      return new KafkaRangeFinder(broker, topic -> keptSince.toEpochMilli(), NOW)
          .find(List.of("s"), from, to);
    }
  }

  @Test
  void aPartitionWhoseRecordsAllExpiredLeavesARangeWholeThatRetentionHasNotReached() {
    KafkaRange range = find(new OffsetBound.At(FROM), WEEK_AGO);
    assertThat(range.wholeFrom()).isEqualTo(FROM.toEpochMilli());
    assertThat(range.starts()).containsEntry(BUSY, 500L).containsEntry(EMPTIED, 42L);
  }

  @Test
  void whatRetentionMayHaveTakenIsNotWhole() {
    assertThat(find(new OffsetBound.At(FROM.minus(Duration.ofDays(5))), WEEK_AGO).wholeFrom())
        .isEqualTo(WEEK_AGO.toEpochMilli());
    assertThat(find(new OffsetBound.Unbounded(), WEEK_AGO).wholeFrom())
        .isEqualTo(WEEK_AGO.toEpochMilli());
    assertThat(find(new OffsetBound.At(FROM), NOW).wholeFrom())
        .as("a topic that promises nothing")
        .isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void anOffsetInAPartitionThatIsNotThereIsRefusedAtEitherEnd() {
    OffsetBound end = new OffsetBound.Unbounded();
    OffsetBound offsets = new OffsetBound.Offsets(Map.of(0, 100L, 12, 500L));
    assertThatThrownBy(() -> find(offsets, end, WEEK_AGO))
        .isInstanceOf(KafkaTopics.UnusableException.class)
        .hasMessage("backfill.from: offsets:12=500: s has no partition 12; take one of 0 to 1");
    assertThatThrownBy(() -> find(end, offsets, WEEK_AGO))
        .isInstanceOf(KafkaTopics.UnusableException.class)
        .hasMessageStartingWith("backfill.to: offsets:12=500: ");
    assertThat(find(new OffsetBound.Offsets(Map.of(0, 100L)), end, WEEK_AGO).starts())
        .containsEntry(BUSY, 100L)
        .containsEntry(EMPTIED, 42L);
  }

  @Test
  void aTopicPromisesNothingUnlessTimeAloneDeletes() {
    String week = Long.toString(Duration.ofDays(7).toMillis());
    assertThat(Instant.ofEpochMilli(TopicRetention.keptSince(config(week, "-1", "delete"), NOW)))
        .isEqualTo(WEEK_AGO.plus(Duration.ofMinutes(1)));
    for (Config config :
        List.of(
            config(week, "1000000", "delete"),
            config(week, "-1", "compact,delete"),
            config("-1", "-1", "delete"),
            new Config(List.of()))) {
      assertThat(TopicRetention.keptSince(config, NOW)).isEqualTo(NOW.toEpochMilli());
    }
  }

  private static Config config(String millis, String bytes, String cleanup) {
    return new Config(
        List.of(
            new ConfigEntry("retention.ms", millis),
            new ConfigEntry("retention.bytes", bytes),
            new ConfigEntry("cleanup.policy", cleanup)));
  }
}
