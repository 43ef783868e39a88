// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.io.Serializable;
import java.util.List;

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
    Start start,
    ClientProperties properties)
    implements Serializable {
  public KafkaSourceSettings {
    topics = List.copyOf(topics);
    if (exceptionsTopic != null) {
      KafkaSettings.requireTopic(KafkaOptions.EXCEPTIONS_TOPIC.key(), exceptionsTopic);
    }
    topics.forEach(topic -> KafkaSettings.requireTopic(KafkaOptions.SIGN_IN_TOPICS.key(), topic));
  }

  static KafkaSourceSettings from(GivenSettings given, ClientProperties properties) {
    return new KafkaSourceSettings(
        KafkaSettings.servers(given),
        given.list(KafkaOptions.SIGN_IN_TOPICS),
        given.text(KafkaOptions.EXCEPTIONS_TOPIC),
        given.text(KafkaOptions.GROUP_ID),
        given.parsed(
            KafkaOptions.START,
            Start::parse,
            "earliest, latest, committed or timestamp:2026-01-31T00:00:00Z"),
        properties);
  }
}
