// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A topic that is a table: of each key the newest record counts. It can be read to its present end
 * before a job starts, and from there on within the job.
 *
 * @param properties further settings of the Kafka client; may hold secrets
 */
public record CompactedTopic(
    String bootstrapServers, String topic, String groupId, Map<String, String> properties) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public CompactedTopic {
    properties = Map.copyOf(properties);
  }

  /**
   * The table as it stands.
   *
   * @param newest the newest record of each key, tombstones among them
   * @param readTo by partition, the offset behind what was read
   */
  public record Table(List<KeyedRecord> newest, Map<Integer, Long> readTo) {}

  /**
   * Reads the table to its end.
   *
   * @throws KafkaTopics.UnusableException if that takes too long or fails
   */
  public Table read() {
    Properties client = client();
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.remove(ConsumerConfig.GROUP_ID_CONFIG);
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return read(consumer);
    } catch (KafkaException e) {
      throw unusable(e.getClass().getSimpleName());
    }
  }

  private Table read(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<String, KeyedRecord> newest = new LinkedHashMap<>();
    List<KeyedRecord> keyless = new ArrayList<>();
    int idle = 0;
    // The position, not the last record: markers of transactions take offsets as well.
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      var records = consumer.poll(Duration.ofMillis(500));
      idle = records.isEmpty() ? idle + 1 : 0;
      if (idle > PATIENCE.toMillis() / 500) {
        throw unusable("no record for " + PATIENCE.toSeconds() + " s");
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        KeyedRecord keyed = keyed(record);
        if (keyed.key() == null) {
          keyless.add(keyed);
        } else {
          newest.put(keyed.key(), keyed);
        }
      }
    }
    List<KeyedRecord> all = new ArrayList<>(newest.values());
    all.addAll(keyless);
    return new Table(
        all,
        partitions.stream()
            .collect(
                Collectors.toMap(
                    TopicPartition::partition, consumer::position, (a, b) -> a, TreeMap::new)));
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

  /**
   * A source that reads on for ever.
   *
   * @param from where {@link #read} stopped
   */
  public KafkaSource<KeyedRecord> source(Map<Integer, Long> from) {
    Map<TopicPartition, Long> offsets =
        from.keySet().stream()
            .collect(Collectors.toMap(p -> new TopicPartition(topic, p), from::get));
    return KafkaSource.<KeyedRecord>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(topic)
        .setGroupId(groupId)
        .setStartingOffsets(OffsetsInitializer.offsets(offsets, OffsetResetStrategy.EARLIEST))
        .setDeserializer(new Keyed())
        .setProperties(client())
        .build();
  }

  private Properties client() {
    Properties client = new Properties();
    client.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "60000");
    properties.forEach(client::setProperty);
    return client;
  }

  private static KeyedRecord keyed(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? null : new String(record.key(), UTF_8);
    return new KeyedRecord(key, record.value(), record.partition(), record.offset());
  }

  /** Names no property's value: they may hold secrets. */
  @Override
  public String toString() {
    return "CompactedTopic[" + bootstrapServers + ", " + topic + ", " + groupId + "]";
  }

  private static final class Keyed implements KafkaRecordDeserializationSchema<KeyedRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KeyedRecord> out) {
      out.collect(keyed(record));
    }

    @Override
    public TypeInformation<KeyedRecord> getProducedType() {
      return TypeInformation.of(KeyedRecord.class);
    }
  }
}
