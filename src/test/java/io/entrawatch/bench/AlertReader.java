// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads alerts while they come, only those that are committed, as whoever acts on them would. */
final class AlertReader {
  /**
   * The first revision of an alert.
   *
   * @param appended the broker's timestamp, ms since the epoch
   * @param seen when it was read: under exactly-once not before its transaction was committed
   */
  record First(long appended, long seen, byte[] document) {}

  private final String bootstrap;
  private final Map<String, First> firsts = new LinkedHashMap<>();
  private final CompletableFuture<Void> reading;
  private volatile boolean ending;

  /**
   * Begins to read.
   *
   * @param patience how long nothing may come, once the end was asked for, before it is the end
   */
  AlertReader(String bootstrap, Duration patience) {
    this.bootstrap = bootstrap;
    this.reading = CompletableFuture.runAsync(() -> read(patience));
  }

  private void read(Duration patience) {
    TopicPartition partition = new TopicPartition("alerts", 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long last = System.nanoTime();
      while (!ending || System.nanoTime() - last < patience.toNanos()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          long seen = System.currentTimeMillis();
          firsts.putIfAbsent(
              new String(record.key(), UTF_8), new First(record.timestamp(), seen, record.value()));
          last = System.nanoTime();
        }
        last = ending ? last : System.nanoTime();
      }
    }
  }

  /** The first revision of every alert, by id, once nothing more comes. */
  Map<String, First> end() {
    ending = true;
    reading.join();
    return firsts;
  }
}
