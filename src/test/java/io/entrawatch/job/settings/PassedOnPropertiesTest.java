// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassedOnPropertiesTest extends SettingsTestBase {
  private static final String KAFKA =
      "kafka.bootstrap-servers: broker:9092\nkafka.topics.events: sign-ins\n";

  @ParameterizedTest
  @CsvSource({
    "kafka.consumer.session.timeout.ms, 30s, consumer",
    "kafka.producer.linger.ms, 5ms, producer",
    "kafka.producer.max.request.size, 2mb, producer",
    "kafka.producer.transaction.timeout.ms, 15min, producer",
    "kafka.properties.metadata.max.age.ms, 3m, consumer",
    "kafka.properties.linger.ms, 5ms, producer",
    "kafka.consumer.retries, often, admin client"
  })
  void aNumberWithAUnitIsRefusedForTheClientThatWouldNotTakeIt(
      String key, String value, String client) {
    errorOf(KAFKA, key + "=" + value)
        .startsWith(key + " is \"" + value + "\", which Kafka's " + client + " does not take: ")
        .endsWith("; write a plain number");
  }

  @Test
  void whatElseKafkaWouldNotTakeIsRefusedInItsWords() {
    errorOf(KAFKA, "kafka.consumer.fetch.min.bytes=-1")
        .isEqualTo(
            "kafka.consumer.fetch.min.bytes is \"-1\", which Kafka's consumer does not take: Value"
                + " must be at least 0; write a plain number");
    errorOf(KAFKA, "kafka.producer.acks=2")
        .isEqualTo(
            "kafka.producer.acks is \"2\", which Kafka's producer does not take: String must be one"
                + " of: all, -1, 0, 1");
    errorOf(KAFKA, "kafka.producer.enable.idempotence=yes").contains("true or false");
    errorOf(KAFKA, "kafka.properties.security.protocol=SASL").contains("\"SASL\"", "SASL_SSL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.consumer.session.timeout.ms",
        "kafka.producer.partitioner.class",
        "kafka.properties.security.protocol"
      })
  void whatAReferenceStandsForIsNotShown(String key) {
    errorOf(KAFKA, key + "=${env:TOKEN}").contains(key + " is \"${env:TOKEN}\"");
  }

  @Test
  void whatAClientWouldNotTakeTogetherIsRefused() {
    errorOf(KAFKA, "kafka.producer.enable.idempotence=true", "kafka.properties.acks=1")
        .startsWith(
            "kafka.properties.* and kafka.producer.*: Kafka's producer refuses them together: ")
        .contains("acks", "idempotent");
    errorOf(
            KAFKA,
            "kafka.consumer.group.protocol=consumer",
            "kafka.consumer.session.timeout.ms=30000")
        .startsWith(
            "kafka.properties.* and kafka.consumer.*: Kafka's consumer refuses them together: ")
        .contains("session.timeout.ms", "group.protocol");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.consumer.linger.ms=5ms",
        "kafka.properties.some.plugin.of.ours=5ms",
        "kafka.producer.linger.ms=5",
        "kafka.consumer.fetch.min.bytes=${file:%s}"
      })
  void whatNoClientKnowsOrAClientTakesIsPassedOn(String assignment) {
    String number = write("number", "1\n").toString();
    assertThat(parse(KAFKA, assignment.formatted(number)).kafka()).isPresent();
  }
}
