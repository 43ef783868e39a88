// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.io.Serializable;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Where and how records go to one Kafka topic.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param topic the topic; it must exist, or the broker must create topics by itself
 * @param guarantee what holds across failures; exactly-once is seen by readers of {@code
 *     read_committed} only, and delays each record to the next checkpoint
 * @param transactionalIdPrefix begins the transactional ids of exactly-once; unique to this job and
 *     topic on the cluster, and the same after a restart; null otherwise
 * @param properties further settings of the producer; they win over this project's defaults
 */
public record KafkaOutput(
    String bootstrapServers,
    String topic,
    DeliveryGuarantee guarantee,
    String transactionalIdPrefix,
    Properties properties)
    implements Serializable {

  public KafkaOutput {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(guarantee, "guarantee");
    boolean transactional = guarantee == DeliveryGuarantee.EXACTLY_ONCE;
    if (transactional && (transactionalIdPrefix == null || transactionalIdPrefix.isBlank())) {
      throw new IllegalArgumentException(
          "Exactly-once delivery to topic '"
              + topic
              + "' needs a transactional id prefix: give one that no other job uses");
    }
    Properties copy = new Properties();
    copy.putAll(properties);
    properties = copy;
  }

  /** Names the properties without their values: passwords are among them. */
  @Override
  public String toString() {
    return "KafkaOutput[bootstrapServers="
        + bootstrapServers
        + ", topic="
        + topic
        + ", guarantee="
        + guarantee
        + ", transactionalIdPrefix="
        + transactionalIdPrefix
        + ", properties="
        + properties.stringPropertyNames()
        + "]";
  }
}
