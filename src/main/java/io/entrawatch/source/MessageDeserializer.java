// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.Message;
import io.entrawatch.decode.MessageReader;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads a value in the thread that fetches, where the Kafka client has just unpacked it: its bytes
 * are still in that core's cache. {@link KafkaRecordDecoding} reads what it makes, a {@link
 * Message}.
 *
 * <p>Flink's connector refuses a deserializer that is declared to make anything but {@code byte[]},
 * and hands on untouched what one makes. This one says nothing of what it makes; see {@code
 * docs/decisions/0013-values-stay-where-they-are.md} and {@code 0014}.
 */
@SuppressWarnings("rawtypes")
public final class MessageDeserializer implements Deserializer {
  private static final String SETTINGS = "entrawatch.decoder.settings";
  private static final String RELEVANCE = "entrawatch.relevance";

  private MessageReader reader;

  /** Has a consumer with these properties look at its values for that. */
  static void addTo(Properties consumer, DecoderSettings settings, Relevance relevance) {
    consumer.setProperty(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, MessageDeserializer.class.getName());
    consumer.put(SETTINGS, settings);
    consumer.put(RELEVANCE, relevance);
  }

  @Override
  @SuppressWarnings("unchecked") // a deserializer that is declared like this knows no types
  public void configure(Map configs, boolean isKey) {
    reader =
        new MessageReader(
            (DecoderSettings) configs.get(SETTINGS), (Relevance) configs.get(RELEVANCE));
  }

  @Override
  public Object deserialize(String topic, byte[] value) {
    return reader.read(value);
  }

  @Override
  public Object deserialize(String topic, Headers headers, ByteBuffer value) {
    return reader.read(value);
  }
}
