// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Values as Kafka records with a JSON value. Kinds are classes: the connector takes no lambdas. */
abstract class JsonRecords<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final SerializationSchema<T> json;

  JsonRecords(String topic, SerializationSchema<T> json) {
    this.topic = topic;
    this.json = json;
  }

  /** The record's key; null for none. */
  abstract byte[] key(T value);

  /** The record's headers. */
  List<Header> headers(T value) {
    return List.of();
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
      throws Exception {
    json.open(context);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T value, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic, null, null, key(value), json.serialize(value), headers(value));
  }
}
