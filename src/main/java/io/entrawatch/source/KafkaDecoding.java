// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes the values of a topic; a record without a value is one that is empty. */
final class KafkaDecoding implements KafkaRecordDeserializationSchema<Decoded> {
  private static final long serialVersionUID = 1L;
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

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
    decoder.decode(value(record), place, out::collect);
  }

  /**
   * What {@link InPlaceDeserializer} has made of the value, whatever the connector takes it for;
   * empty where the record has none.
   */
  static ByteBuffer value(ConsumerRecord<?, ?> record) {
    return record.value() == null ? EMPTY : (ByteBuffer) record.value();
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return TypeInformation.of(Decoded.class);
  }
}
