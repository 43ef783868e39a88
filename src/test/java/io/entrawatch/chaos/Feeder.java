// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.chaos.PlantedTraffic.Arriving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to the topic of sign-ins at a constant rate. A broker that is away is waited for.
 */
final class Feeder implements AutoCloseable {
  private static final Duration SLICE = Duration.ofMillis(20);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String bootstrap;
  private final String topic;
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();

  /** The Kafka timestamp of the last record. */
  private volatile long last;

  Feeder(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "compression.type",
                "lz4",
                "max.block.ms",
                600_000,
                "delivery.timeout.ms",
                600_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Begins to send; done when all are on the topic. */
  CompletableFuture<Void> start(List<Arriving> records, int perSecond) {
    return CompletableFuture.runAsync(() -> send(records, perSecond));
  }

  private void send(List<Arriving> records, int perSecond) {
    List<Future<?>> sent = new ArrayList<>();
    long start = System.nanoTime();
    for (Arriving record : records) {
      long due = start + sent.size() * 1_000_000_000L / perSecond;
      while (due - System.nanoTime() > SLICE.toNanos()) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      last = record.timestamp();
      sentAt.putIfAbsent(record.signIn(), System.currentTimeMillis());
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  topic, record.partition(), record.timestamp(), null, record.value())));
    }
    for (Future<?> one : sent) {
      try {
        one.get();
      } catch (Exception e) {
        throw new IllegalStateException("a sign-in did not get onto the topic", e);
      }
    }
  }

  /** Where each partition ends. */
  Map<TopicPartition, Long> ends() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList());
    }
  }

  /** A message without a record to each partition, as old as the last one. */
  void sendEmptyBatches() {
    for (int partition = 0; partition < PlantedTraffic.PARTITIONS; partition++) {
      var unused =
          producer.send(new ProducerRecord<>(topic, partition, last, null, "[]".getBytes(UTF_8)));
    }
  }

  /** When each sign-in, by its id, was first sent; ms since the epoch. */
  Map<String, Long> sentAt() {
    return sentAt;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
