// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.allow.Suppressed;
import io.entrawatch.sink.json.SuppressedJson;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An alert that was held back as a Kafka record, keyed by the alert's id. */
final class SuppressedRecords implements KafkaRecordSerializationSchema<Suppressed> {
  private static final long serialVersionUID = 1L;

  private final SuppressedJson json = new SuppressedJson();
  private final String topic;

  SuppressedRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    json.open(context);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Suppressed suppressed, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic, suppressed.alert().id().getBytes(UTF_8), json.serialize(suppressed));
  }
}
