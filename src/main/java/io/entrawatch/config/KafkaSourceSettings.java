// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.io.Serializable;
import java.util.List;

/**
 * What the Kafka source needs.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param properties of the consumer, without what the other components say
 */
public record KafkaSourceSettings(
    String bootstrapServers,
    List<String> topics,
    String groupId,
    Start start,
    ClientProperties properties)
    implements Serializable {
  public KafkaSourceSettings {
    topics = List.copyOf(topics);
    topics.forEach(topic -> KafkaSettings.requireTopic(KafkaOptions.SIGN_IN_TOPICS.key(), topic));
  }

  static KafkaSourceSettings from(GivenSettings given, ClientProperties properties) {
    return new KafkaSourceSettings(
        KafkaSettings.servers(given),
        given.list(KafkaOptions.SIGN_IN_TOPICS),
        given.text(KafkaOptions.GROUP_ID),
        given.parsed(
            KafkaOptions.START,
            Start::parse,
            "earliest, latest, committed or timestamp:2026-01-31T00:00:00Z"),
        properties);
  }
}
