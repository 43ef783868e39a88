// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.io.Serializable;

/**
 * What the Kafka sinks need.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param properties of the producer, without what the other components say
 */
public record KafkaSinkSettings(
    String bootstrapServers,
    String alertsTopic,
    String deadLettersTopic,
    String lateTopic,
    String suppressedTopic,
    Delivery delivery,
    String transactionalIdPrefix,
    ClientProperties properties)
    implements Serializable {

  /** What a failure may do to what was written. */
  public enum Delivery {
    /** Repeat it. */
    AT_LEAST_ONCE("at-least-once"),
    /** Nothing, for readers of committed transactions. */
    EXACTLY_ONCE("exactly-once");

    private final String code;

    Delivery(String code) {
      this.code = code;
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
      return code;
    }
  }

  public KafkaSinkSettings {
    KafkaSettings.requireTopic(KafkaOptions.ALERTS_TOPIC.key(), alertsTopic);
    KafkaSettings.requireTopic(KafkaOptions.DEAD_LETTERS_TOPIC.key(), deadLettersTopic);
    KafkaSettings.requireTopic(KafkaOptions.LATE_TOPIC.key(), lateTopic);
    KafkaSettings.requireTopic(KafkaOptions.SUPPRESSED_TOPIC.key(), suppressedTopic);
  }

  static KafkaSinkSettings from(GivenSettings given, ClientProperties properties) {
    String prefix = given.text(KafkaOptions.TRANSACTIONAL_ID_PREFIX);
    return new KafkaSinkSettings(
        KafkaSettings.servers(given),
        given.text(KafkaOptions.ALERTS_TOPIC),
        given.text(KafkaOptions.DEAD_LETTERS_TOPIC),
        given.text(KafkaOptions.LATE_TOPIC),
        given.text(KafkaOptions.SUPPRESSED_TOPIC),
        given.choice(KafkaOptions.DELIVERY, Delivery.class),
        prefix == null ? given.text(KafkaOptions.GROUP_ID) : prefix,
        properties);
  }
}
