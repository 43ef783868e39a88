// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import io.entrawatch.config.GivenSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What the Kafka source needs.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param exceptionsTopic null where there is none
 * @param properties of the consumer, without what the other components say
 */
public record KafkaSourceSettings(
    String bootstrapServers,
    List<String> topics,
    String exceptionsTopic,
    String groupId,
    StartPosition start,
    ClientProperties properties)
    implements Serializable {
  private static final Duration PARTITION_DISCOVERY = Duration.ofMinutes(1);

  public KafkaSourceSettings {
    topics = List.copyOf(topics);
    if (exceptionsTopic != null) {
      KafkaSettings.requireTopic(KafkaOptions.EXCEPTIONS_TOPIC.key(), exceptionsTopic);
    }
    topics.forEach(topic -> KafkaSettings.requireTopic(KafkaOptions.EVENT_TOPICS.key(), topic));
  }

  static KafkaSourceSettings from(GivenSettings given, ClientProperties properties) {
    return new KafkaSourceSettings(
        KafkaSettings.servers(given),
        given.list(KafkaOptions.EVENT_TOPICS),
        given.text(KafkaOptions.EXCEPTIONS_TOPIC),
        given.text(KafkaOptions.GROUP_ID),
        given.parsed(
            KafkaOptions.START,
            StartPosition::parse,
            "earliest, latest, committed or timestamp:2026-01-31T00:00:00Z"),
        properties);
  }

  /** The properties of a consumer, and of Flink's source; ours give way to those that are set. */
  public Properties consumer() {
    Properties client = new Properties();
    // A producer's transaction that was rolled back never happened.
    client.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.setProperty(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
        Long.toString(PARTITION_DISCOVERY.toMillis()));
    // The system's own, which grows: a poll reads no more than what is in it.
    client.setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, "-1");
    client.putAll(properties.values());
    return client;
  }
}
