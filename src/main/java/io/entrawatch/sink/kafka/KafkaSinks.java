// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import io.entrawatch.alert.Alert;
import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.detect.admission.LateEvent;
import io.entrawatch.exceptions.SuppressedAlert;
import io.entrawatch.kafka.KafkaOutput;
import io.entrawatch.sink.elasticsearch.DeadAlerts;
import io.entrawatch.sink.json.Names;
import java.time.Clock;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The Kafka topics the job writes. */
public final class KafkaSinks {
  /** The header that holds the revision of an alert, as text. */
  public static final String REVISION = "entrawatch.revision";

  // Kafka's own defaults.
  private static final int DEFAULT_MAX_BYTES = 1024 * 1024;
  private static final String BROKERS_LONGEST_TRANSACTION = String.valueOf(15 * 60 * 1000);

  private KafkaSinks() {}

  /**
   * Alerts, keyed by alert id, so that a compacted topic keeps the newest revision.
   *
   * @param schemaVersion for the header {@code entrawatch.schema_version}
   * @param clock tells when the alert leaves, for the header {@code entrawatch.latency_ms};
   *     serializable, as all clocks of the JDK are
   * @param names how people's names stand in it
   */
  public static KafkaSink<Alert> alerts(
      KafkaOutput output, String schemaVersion, Clock clock, Names names) {
    return sink(
        output,
        withDefaults(output),
        new AlertRecords(output.topic(), schemaVersion, clock, names));
  }

  /** Dead letters, keyed by the topic and partition they came from. */
  public static KafkaSink<DeadLetter> deadLetters(KafkaOutput output) {
    Properties properties = withDefaults(output);
    return sink(output, properties, new DeadLetterRecords(output.topic(), maxBytes(properties)));
  }

  /** The way to the same topic for alerts that Elasticsearch does not get, keyed by alert id. */
  public static DeadAlerts.Factory deadAlerts(KafkaOutput output) {
    return new DeadAlertProducer.Factory(output);
  }

  /** Late sign-ins, without a key. */
  public static KafkaSink<LateEvent> lateSignIns(KafkaOutput output) {
    return sink(output, withDefaults(output), new LateSignInRecords(output.topic()));
  }

  /** Alerts that were held back, keyed by alert id. */
  public static KafkaSink<SuppressedAlert> suppressed(KafkaOutput output, Names names) {
    return sink(output, withDefaults(output), new SuppressedRecords(output.topic(), names));
  }

  static int maxBytes(Properties properties) {
    return Integer.parseInt(
        properties.getProperty(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(DEFAULT_MAX_BYTES)));
  }

  static Properties withDefaults(KafkaOutput output) {
    Properties properties = new Properties();
    properties.putAll(output.properties());
    properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // Flink's default is an hour, which a broker with default settings refuses.
    properties.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, BROKERS_LONGEST_TRANSACTION);
    return properties;
  }

  private static <T> KafkaSink<T> sink(
      KafkaOutput output, Properties properties, KafkaRecordSerializationSchema<T> records) {
    KafkaSinkBuilder<T> builder =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(properties)
            .setBootstrapServers(output.bootstrapServers())
            .setDeliveryGuarantee(output.guarantee())
            .setRecordSerializer(records);
    if (output.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
      builder.setTransactionalIdPrefix(output.transactionalIdPrefix());
    }
    return builder.build();
  }
}
