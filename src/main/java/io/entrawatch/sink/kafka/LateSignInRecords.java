// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import io.entrawatch.sink.json.LateSignInJson;
import io.entrawatch.window.LateSignIn;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A late sign-in as a Kafka record. */
final class LateSignInRecords implements KafkaRecordSerializationSchema<LateSignIn> {
  private static final long serialVersionUID = 1L;

  private final LateSignInJson json = new LateSignInJson();
  private final String topic;

  LateSignInRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    json.open(context);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      LateSignIn late, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic, json.serialize(late));
  }
}
