// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.sink.json.DeadLetterJson;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A dead letter as a Kafka record. Base64 makes a record a third larger than it came: one that was
 * near the broker's limit would fail the job on its way out, over and over. It goes without its
 * bytes then and says so; topic, partition and offset still lead to them.
 */
final class DeadLetterRecords implements KafkaRecordSerializationSchema<DeadLetter> {
  private static final long serialVersionUID = 1L;

  /** What a record's key and Kafka's own framing may take. */
  static final int FRAMING = 1024;

  private final DeadLetterJson json = new DeadLetterJson();
  private final String topic;
  private final int maxBytes;

  /**
   * @param maxBytes the producer's {@code max.request.size}
   */
  DeadLetterRecords(String topic, int maxBytes) {
    this.topic = topic;
    this.maxBytes = maxBytes;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    json.open(context);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DeadLetter letter, KafkaSinkContext context, Long timestamp) {
    byte[] value = json.serialize(letter);
    if (value.length > maxBytes - FRAMING) {
      value = json.serialize(withoutBytes(letter));
    }
    return new ProducerRecord<>(topic, null, null, key(letter), value);
  }

  private DeadLetter withoutBytes(DeadLetter letter) {
    String detail = withoutBytes(letter.detail(), letter.bytes().length, maxBytes);
    return new DeadLetter(
        letter.reason(),
        detail,
        null,
        letter.file(),
        letter.line(),
        letter.topic(),
        letter.partition(),
        letter.offset(),
        letter.timestamp());
  }

  /** The detail of a letter whose bytes are left out. */
  static String withoutBytes(String detail, int length, int maxBytes) {
    return detail.substring(0, Math.min(detail.length(), FRAMING))
        + " [the record of "
        + length
        + " bytes is left out: it exceeds max.request.size "
        + maxBytes
        + "]";
  }

  private static byte[] key(DeadLetter letter) {
    return letter.topic() == null
        ? null
        : (letter.topic() + '-' + letter.partition()).getBytes(UTF_8);
  }
}
