// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.Decoding;
import io.entrawatch.decode.Message;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.kafka.ClientProperties;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.StartPosition;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Kafka client makes of values with the settings of our source. */
@ExtendWith(SharedServers.class)
class KafkaRecordDecodingIT {
  private static final List<String> VALUES =
      Arrays.asList("{\"a\":\"\\u00e9é\"}", null, "", "x", "[{},{}]".repeat(500), "{}");

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void aValueIsReadAsItWasSentHoweverItWasCompressed(String compression, KafkaBroker kafka) {
    String topic = "values-" + compression;
    kafka.createTopic(topic, 1, Map.of());
    send(kafka, topic, compression);
    assertThat(read(kafka, topic))
        .containsExactlyElementsOf(
            VALUES.stream().map(value -> value == null ? "" : value).toList());
  }

  private static void send(KafkaBroker kafka, String topic, String compression) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", kafka.bootstrap(), "compression.type", compression);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String value : VALUES) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, bytes));
      }
    }
  }

  private static List<String> read(KafkaBroker kafka, String topic) {
    Properties properties =
        new KafkaSourceSettings(
                kafka.bootstrap(),
                List.of(topic),
                null,
                "values",
                new StartPosition.Earliest(),
                new ClientProperties(Map.of()))
            .consumer();
    MessageDeserializer.addTo(properties, DecoderSettings.DEFAULT, new Decoding.Everything());
    properties.setProperty("bootstrap.servers", kafka.bootstrap());
    properties.setProperty("key.deserializer", ByteArrayDeserializer.class.getName());
    List<String> read = new ArrayList<>();
    try (KafkaConsumer<byte[], ?> consumer = new KafkaConsumer<>(properties)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (read.size() < VALUES.size()) {
        for (ConsumerRecord<byte[], ?> record : consumer.poll(Duration.ofSeconds(1))) {
          Message message = KafkaRecordDecoding.message(record);
          Message.Part whole = message.whole();
          read.add(
              new String(message.bytes(), whole.from(), whole.length(), StandardCharsets.UTF_8));
        }
      }
    }
    return read;
  }
}
