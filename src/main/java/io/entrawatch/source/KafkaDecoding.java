// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the values of a topic, as a {@link MessageDeserializer} has made them; a record without a
 * value is one that is empty.
 */
final class KafkaDecoding implements KafkaRecordDeserializationSchema<Decoded> {
  private static final long serialVersionUID = 1L;

  private final DecoderSettings settings;
  private final Relevance relevance;
  private transient RecordDecoder decoder;

  KafkaDecoding(DecoderSettings settings, Relevance relevance) {
    this.settings = settings;
    this.relevance = relevance;
  }

  @Override
  public void open(InitializationContext context) {
    decoder = new RecordDecoder(settings, relevance);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Decoded> out)
      throws IOException {
    Place place =
        new Place.InTopic(record.topic(), record.partition(), record.offset(), record.timestamp());
    decoder.decode(message(record), place, out::collect);
  }

  /** What was made of the value, whatever the connector takes it for. */
  static Message message(ConsumerRecord<?, ?> record) {
    return record.value() == null ? Message.EMPTY : (Message) record.value();
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return TypeInformation.of(Decoded.class);
  }
}
