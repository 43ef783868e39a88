// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.ExpectedSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Topics that sign-ins are read from.
 *
 * @param bootstrapServers brokers, {@code host:port}, separated by commas
 * @param topics at least one
 * @param groupId the consumer group whose offsets are committed with each checkpoint
 * @param start where to begin without a checkpoint
 * @param partitionDiscovery how often to look for new partitions; zero: never
 * @param properties further settings of the Kafka client, which win over ours; may hold secrets
 */
public record KafkaInput(
    String bootstrapServers,
    List<String> topics,
    String groupId,
    StartPosition start,
    Duration partitionDiscovery,
    Map<String, String> properties) {

  public KafkaInput {
    topics = List.copyOf(topics);
    properties = Map.copyOf(properties);
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("no topic to read from; name at least one");
    }
  }

  /**
   * A source that reads the topics for ever.
   *
   * @param readBack where it begins, instead, without a checkpoint; what it reads a second time
   * @param expected the sources whose silence the metrics show from the start on
   * @param clock for the pauses between records that are looked at for metrics; nothing that is
   *     decoded depends on it
   */
  public KafkaSource<Decoded> source(
      ReadBack readBack,
      DecoderSettings settings,
      Relevance relevance,
      List<ExpectedSource> expected,
      Clock clock) {
    KafkaDecoding decoding = new KafkaDecoding(settings, relevance, readBack.places());
    return builder(new WatchedDecoding(decoding, settings, expected, clock))
        .setStartingOffsets(
            readBack.isNone()
                ? start.offsets()
                : OffsetsInitializer.offsets(readBack.starts(), OffsetResetStrategy.EARLIEST))
        .setProperties(consumerProperties(settings, relevance))
        .build();
  }

  /** A source that reads a range of them and ends. It commits no offsets. */
  public KafkaSource<Decoded> source(
      KafkaRange range, DecoderSettings settings, Relevance relevance) {
    Properties client = consumerProperties(settings, relevance);
    client.setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false");
    return builder(new KafkaDecoding(settings, relevance, Map.of()))
        .setStartingOffsets(OffsetsInitializer.offsets(range.starts()))
        .setBounded(OffsetsInitializer.offsets(range.ends()))
        .setProperties(client)
        .build();
  }

  private KafkaSourceBuilder<Decoded> builder(KafkaRecordDeserializationSchema<Decoded> decoding) {
    return KafkaSource.<Decoded>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(topics)
        .setGroupId(groupId)
        .setDeserializer(decoding);
  }

  private Properties consumerProperties(DecoderSettings settings, Relevance relevance) {
    Properties consumer = clientProperties();
    MessageDeserializer.addTo(consumer, settings, relevance);
    return consumer;
  }

  Properties clientProperties() {
    Properties client = new Properties();
    // A producer's transaction that was rolled back never happened.
    client.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.setProperty(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
        Long.toString(partitionDiscovery.isZero() ? -1 : partitionDiscovery.toMillis()));
    // The system's own, which grows: a poll reads no more than what is in it.
    client.setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, "-1");
    properties.forEach(client::setProperty);
    return client;
  }

  /** Names no property's value: they may hold secrets. */
  @Override
  public String toString() {
    return "KafkaInput[" + bootstrapServers + ", " + topics + ", " + groupId + ", " + start + "]";
  }
}
