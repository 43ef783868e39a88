// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds a range of topics' records. It asks the broker without a consumer group and changes
 * nothing.
 */
public final class KafkaRangeFinder {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final ToLongFunction<String> keptSince;
  private final Instant now;
  private Map<TopicPartition, Long> beginnings;
  private Map<TopicPartition, Long> ends;

  /**
   * @param keptSince from which Kafka timestamp on a topic's retention has taken nothing away; ms
   */
  KafkaRangeFinder(
      Consumer<byte[], byte[]> consumer, ToLongFunction<String> keptSince, Instant now) {
    this.consumer = consumer;
    this.keptSince = keptSince;
    this.now = now;
  }

  /**
   * Finds it.
   *
   * @param now when nothing that is yet to come can be in it
   * @param report takes a line for what the broker does not tell and that can be done without
   * @throws KafkaTopics.UnusableException if the broker does not tell
   */
  public static KafkaRange find(
      KafkaSourceSettings input,
      OffsetBound from,
      OffsetBound to,
      Instant now,
      java.util.function.Consumer<String> report) {
    Properties client = input.consumer();
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, input.bootstrapServers());
    client.remove(ConsumerConfig.GROUP_ID_CONFIG);
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicRetention retention = new TopicRetention(client, now, report);
      return new KafkaRangeFinder(consumer, retention::keptSince, now)
          .find(input.topics(), from, to);
    } catch (KafkaException e) {
      throw new KafkaTopics.UnusableException(
          "the range could not be looked up in "
              + String.join(", ", input.topics())
              + " ("
              + e.getClass().getSimpleName()
              + "); check that this client may read it");
    }
  }

  KafkaRange find(List<String> topics, OffsetBound from, OffsetBound to) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    requireThere("backfill.from", from, partitions);
    requireThere("backfill.to", to, partitions);
    // The client warns of answers about partitions that are not assigned.
    consumer.assign(partitions);
    beginnings = consumer.beginningOffsets(partitions);
    ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> first = new HashMap<>();
    Map<TopicPartition, Long> behind = new HashMap<>();
    long wholeFrom = Long.MIN_VALUE;
    long wholeTo = now.toEpochMilli();
    for (TopicPartition partition : partitions) {
      long start = offset(partition, from, beginnings.get(partition));
      long end = Math.max(start, offset(partition, to, ends.get(partition)));
      first.put(partition, start);
      behind.put(partition, end);
      wholeFrom = Math.max(wholeFrom, wholeFrom(partition, from, start));
      wholeTo = Math.min(wholeTo, wholeTo(partition, to, end));
    }
    return new KafkaRange(first, behind, wholeFrom, wholeTo);
  }

  /** A partition that is not there would be passed over, and with it the edge that was meant. */
  private static void requireThere(String key, OffsetBound edge, List<TopicPartition> partitions) {
    if (!(edge instanceof OffsetBound.Offsets offsets)) {
      return;
    }
    // Settings give offsets of one topic only.
    String topic = partitions.get(0).topic();
    new TreeMap<>(offsets.byPartition())
        .forEach(
            (partition, offset) -> {
              if (!partitions.contains(new TopicPartition(topic, partition))) {
                throw new KafkaTopics.UnusableException(
                    "%s: offsets:%d=%d: %s has no partition %2$d; take one of 0 to %d"
                        .formatted(key, partition, offset, topic, partitions.size() - 1));
              }
            });
  }

  private long offset(TopicPartition partition, OffsetBound edge, long unbounded) {
    long offset = unbounded;
    if (edge instanceof OffsetBound.At at) {
      OffsetAndTimestamp found =
          consumer.offsetsForTimes(Map.of(partition, at.moment().toEpochMilli())).get(partition);
      offset = found == null ? ends.get(partition) : found.offset();
    } else if (edge instanceof OffsetBound.Offsets offsets) {
      offset = offsets.byPartition().getOrDefault(partition.partition(), unbounded);
    }
    return Math.min(Math.max(offset, beginnings.get(partition)), ends.get(partition));
  }

  /**
   * What a broker no longer keeps is missing, whatever was asked for. The first record that it
   * keeps does not tell how much that is: a partition with few records may have lost all of them
   * and yet none of the range.
   */
  private long wholeFrom(TopicPartition partition, OffsetBound from, long start) {
    if (start == 0) {
      return Long.MIN_VALUE;
    }
    if (start > beginnings.get(partition)) {
      return from instanceof OffsetBound.At at
          ? at.moment().toEpochMilli()
          : timestamp(partition, start);
    }
    return Math.min(timestamp(partition, start), keptSince.applyAsLong(partition.topic()));
  }

  private long wholeTo(TopicPartition partition, OffsetBound to, long end) {
    if (to instanceof OffsetBound.At at) {
      return at.moment().toEpochMilli();
    }
    return timestamp(partition, end);
  }

  /** Of the record at the offset; where none is there yet, the present. */
  private long timestamp(TopicPartition partition, long offset) {
    if (offset >= ends.get(partition)) {
      return now.toEpochMilli();
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    for (int i = 0; i < PATIENCE.toSeconds() && consumer.position(partition) <= offset; i++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        return record.timestamp();
      }
    }
    return now.toEpochMilli(); // nothing but markers of transactions up to the end
  }
}
