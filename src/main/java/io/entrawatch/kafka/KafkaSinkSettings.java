// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import io.entrawatch.config.GivenSettings;
import java.io.Serializable;
import org.apache.flink.connector.base.DeliveryGuarantee;

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

  /** An output to one of the topics; each has transactions of its own. */
  public KafkaOutput output(String topic) {
    return delivery == Delivery.EXACTLY_ONCE
        ? new KafkaOutput(
            bootstrapServers,
            topic,
            DeliveryGuarantee.EXACTLY_ONCE,
            transactionalIdPrefix + "-" + topic,
            properties.toProperties())
        : withoutTransactions(topic);
  }

  /** For another job than the live one, whose transactional ids it would share. */
  public KafkaOutput withoutTransactions(String topic) {
    return new KafkaOutput(
        bootstrapServers, topic, DeliveryGuarantee.AT_LEAST_ONCE, null, properties.toProperties());
  }
}
