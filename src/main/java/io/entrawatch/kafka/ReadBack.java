// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a job without state reads a second time, so that its open windows and alerts are those of a
 * job that was never stopped: the records in front of the places that its consumer group has
 * committed.
 *
 * @param starts where each partition is begun; without those of which the group has committed
 *     nothing
 * @param places where the group stopped in each of these partitions
 * @param from the Kafka timestamp that it begins with, ms since the epoch; 0 where records have
 *     none
 * @param wanted the Kafka timestamp that it should begin with; earlier where the topics no longer
 *     reach back so far
 * @param stopped the Kafka timestamp at which the group stopped
 * @param lost how many records the topics have lost that the group had not read yet
 */
public record ReadBack(
    Map<TopicPartition, Long> starts,
    Map<TopicPartition, Long> places,
    long from,
    long wanted,
    long stopped,
    long lost)
    implements Serializable {
  /** Nothing is read a second time. */
  public static final ReadBack NONE = new ReadBack(Map.of(), Map.of(), 0, 0, 0, 0);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public ReadBack {
    starts = Map.copyOf(starts);
    places = Map.copyOf(places);
  }

  /**
   * Looks it up, as a member of no group, and changes nothing.
   *
   * @param begin from the Kafka timestamp at which the group stopped to the one to begin with
   * @return {@link #NONE} where the group has committed nothing
   * @throws KafkaTopics.UnusableException if the brokers do not tell
   */
  public static ReadBack find(KafkaSourceSettings input, LongUnaryOperator begin, Instant now) {
    Properties client = input.consumer();
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, input.bootstrapServers());
    client.put(ConsumerConfig.GROUP_ID_CONFIG, input.groupId());
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      // A topic whose retention cannot be seen promises nothing in front of its first record.
      TopicRetention retention = new TopicRetention(client, now, line -> {});
      return new CommittedOffsets(consumer, input.topics(), retention::keptSince)
          .readBack(begin, now);
    } catch (KafkaException e) {
      throw KafkaTopics.unusable(input.bootstrapServers(), input.properties().values(), e);
    }
  }

  public boolean isNone() {
    return starts.isEmpty();
  }

  /** How many records that is at most: transactions take offsets as well. */
  public long length() {
    return places.entrySet().stream()
        .mapToLong(place -> place.getValue() - starts.get(place.getKey()))
        .sum();
  }
}
