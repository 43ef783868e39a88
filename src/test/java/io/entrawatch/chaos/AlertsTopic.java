// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic of alerts as a reader of committed records sees it, followed to its end. */
final class AlertsTopic implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Revision> all = new ArrayList<>();

  AlertsTopic(String bootstrap, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Every revision so far, in its order. */
  synchronized List<Revision> all() {
    for (boolean more = true; more; ) {
      var records = consumer.poll(Duration.ofMillis(300));
      more = !records.isEmpty();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        all.add(Revision.of(record.value(), record.timestamp()));
      }
    }
    return List.copyOf(all);
  }

  /** Of each alert the highest revision, as a reader keeps it. */
  Map<String, Revision> highest() {
    return highest(all());
  }

  static Map<String, Revision> highest(List<Revision> revisions) {
    Map<String, Revision> byId = new TreeMap<>();
    for (Revision revision : revisions) {
      byId.merge(revision.id(), revision, (a, b) -> b.revision() >= a.revision() ? b : a);
    }
    return byId;
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
