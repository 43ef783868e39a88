// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic of one partition holds. */
public final class Topic {
  private Topic() {}

  /** All records up to the present end, for a reader of committed transactions. */
  public static List<ConsumerRecord<byte[], byte[]>> read(KafkaBroker broker, String topic) {
    return read(broker, topic, "read_committed");
  }

  /** The same for a reader who does not care. */
  public static List<ConsumerRecord<byte[], byte[]>> readUncommitted(
      KafkaBroker broker, String topic) {
    return read(broker, topic, "read_uncommitted");
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      KafkaBroker broker, String topic, String isolation) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", isolation),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }
}
