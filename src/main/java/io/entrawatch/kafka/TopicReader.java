// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A topic, from its beginning or a time on to where it ends now, read outside of any job and
 * without a consumer group.
 *
 * @param properties further settings of the Kafka client; may hold secrets
 */
public record TopicReader(String bootstrapServers, String topic, Map<String, String> properties) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(500);

  public TopicReader {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads all of it, each partition in its order.
   *
   * @return by partition, the offset behind what was read
   * @throws KafkaTopics.UnusableException if that takes too long or fails
   */
  public Map<Integer, Long> read(Consumer<KeyedRecord> records) {
    return readFrom(0, record -> records.accept(keyed(record)));
  }

  /**
   * Reads it from a time on, each partition in its order.
   *
   * @param since the Kafka timestamp of the first record, ms since the epoch; 0: the beginning
   * @return by partition, the offset behind what was read
   * @throws KafkaTopics.UnusableException if that takes too long or fails
   */
  public Map<Integer, Long> readFrom(long since, Consumer<ConsumerRecord<byte[], byte[]>> records) {
    Properties client = new Properties();
    // A producer's transaction that was rolled back never happened.
    client.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.putAll(properties);
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.remove(ConsumerConfig.GROUP_ID_CONFIG);
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return read(consumer, since, records);
    } catch (KafkaException e) {
      throw unusable(e.getClass().getSimpleName());
    }
  }

  private Map<Integer, Long> read(
      KafkaConsumer<byte[], byte[]> consumer,
      long since,
      Consumer<ConsumerRecord<byte[], byte[]>> records) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    seek(consumer, partitions, since, ends);
    int idle = 0;
    // The position, not the last record: markers of transactions take offsets as well.
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      var polled = consumer.poll(POLL);
      idle = polled.isEmpty() ? idle + 1 : 0;
      if (idle > PATIENCE.toMillis() / POLL.toMillis()) {
        throw unusable("no record for " + PATIENCE.toSeconds() + " s");
      }
      polled.forEach(records);
    }
    return partitions.stream()
        .collect(
            Collectors.toMap(
                TopicPartition::partition, consumer::position, (a, b) -> a, TreeMap::new));
  }

  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      long since,
      Map<TopicPartition, Long> ends) {
    if (since <= 0) {
      consumer.seekToBeginning(partitions);
      return;
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) ->
                consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
  }

  static KeyedRecord keyed(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? null : new String(record.key(), UTF_8);
    return new KeyedRecord(
        record.topic(), key, record.value(), record.partition(), record.offset());
  }

  private KafkaTopics.UnusableException unusable(String why) {
    return new KafkaTopics.UnusableException(
        "topic "
            + topic
            + " at "
            + bootstrapServers
            + " could not be read to its end ("
            + why
            + "); check that this client may read it");
  }

  /** Names no property's value: they may hold secrets. */
  @Override
  public String toString() {
    return "WholeTopic[" + bootstrapServers + ", " + topic + "]";
  }
}
