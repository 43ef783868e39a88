// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic that is a table: of each key the newest record counts. It can be read to its present end
 * before a job starts, and from there on within the job.
 *
 * @param properties further settings of the Kafka client; may hold secrets
 */
public record CompactedTopic(
    String bootstrapServers, String topic, String groupId, Map<String, String> properties) {
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
    Map<String, KeyedRecord> newest = new LinkedHashMap<>();
    List<KeyedRecord> keyless = new ArrayList<>();
    Map<Integer, Long> readTo =
        new TopicReader(bootstrapServers, topic, properties)
            .read(
                record -> {
                  if (record.key() == null) {
                    keyless.add(record);
                  } else {
                    newest.put(record.key(), record);
                  }
                });
    List<KeyedRecord> all = new ArrayList<>(newest.values());
    all.addAll(keyless);
    return new Table(all, readTo);
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

  /** Names no property's value: they may hold secrets. */
  @Override
  public String toString() {
    return "CompactedTopic[" + bootstrapServers + ", " + topic + ", " + groupId + "]";
  }

  private static final class Keyed implements KafkaRecordDeserializationSchema<KeyedRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KeyedRecord> out) {
      out.collect(TopicReader.keyed(record));
    }

    @Override
    public TypeInformation<KeyedRecord> getProducedType() {
      return TypeInformation.of(KeyedRecord.class);
    }
  }
}
