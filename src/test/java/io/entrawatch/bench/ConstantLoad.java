// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.entrawatch.event.Times;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.TrafficGenerator;
import io.entrawatch.traffic.format.Format;
import io.entrawatch.traffic.format.RecordWriter;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sign-ins at a constant rate, cheaply made: of a hundred records one is generated and may be of
 * use to a rule, the others are taken from a pool of ready ones and given the times of the moment.
 * Their ids repeat, which no rule can see.
 */
final class ConstantLoad {
  private static final int POOL = 5_000;
  private static final int ONE_RELEVANT_IN = 100;
  private static final Duration SLICE = Duration.ofMillis(5);

  /** Records a second of the traffic's own time. */
  private static final double TRAFFIC_RATE = GenerateRequest.DEFAULT_RATE * 10;

  /**
   * A sign-in that a rule could use, on the topic.
   *
   * @param appended the broker's timestamp, ms since the epoch
   * @param second of the load
   */
  record Appended(long appended, int second) {}

  /** An irrelevant record, and where its times stand in it. */
  private record Ready(byte[] bytes, int timestamp, int ingested) {
    static Ready of(byte[] bytes) {
      String text = new String(bytes, US_ASCII);
      return new Ready(bytes, valueOf(text, "@timestamp"), valueOf(text, "ingested"));
    }

    private static int valueOf(String text, String name) {
      String before = "\"" + name + "\":\"";
      int at = text.indexOf(before);
      if (at < 0) {
        throw new IllegalStateException("no " + name + " in " + text);
      }
      return at + before.length();
    }

    byte[] at(byte[] time) {
      byte[] record = bytes.clone();
      System.arraycopy(time, 0, record, timestamp, time.length);
      System.arraycopy(time, 0, record, ingested, time.length);
      return record;
    }
  }

  private final int recordsPerSecond;
  private final long events;
  private final Ready[] pool = new Ready[POOL];
  private final TrafficGenerator relevant;
  private final RecordWriter writer = Format.ECS.writer(GenerateRequest.DEFAULT_SIZE_BYTES);
  private final Map<String, Appended> appended = new ConcurrentHashMap<>();
  private byte[] now = Times.iso(GenerateRequest.DEFAULT_START.toEpochMilli()).getBytes(US_ASCII);

  ConstantLoad(int recordsPerSecond, int seconds) throws IOException {
    this.recordsPerSecond = recordsPerSecond;
    this.events = (long) recordsPerSecond * seconds;
    this.relevant = new TrafficGenerator(request(events / ONE_RELEVANT_IN, 100, TRAFFIC_RATE));
    TrafficGenerator irrelevant = new TrafficGenerator(request(POOL, 0, TRAFFIC_RATE));
    for (int i = 0; i < POOL; i++) {
      pool[i] = Ready.of(bytes(irrelevant.next()));
    }
  }

  private static GenerateRequest request(long events, double relevantPercent, double rate) {
    boolean isRelevant = relevantPercent > 0;
    return new GenerateRequest(
        events,
        42,
        Format.ECS,
        isRelevant ? (int) (events / 30) : 0,
        GenerateRequest.DEFAULT_START,
        isRelevant ? rate / ONE_RELEVANT_IN : rate,
        relevantPercent,
        0,
        GenerateRequest.DEFAULT_SIZE_BYTES,
        0);
  }

  private byte[] bytes(SampleSignIn signIn) throws IOException {
    ByteArrayOutputStream record = new ByteArrayOutputStream(4_096);
    writer.write(signIn, record);
    return record.toByteArray();
  }

  /** The sign-ins that a rule could use, by id. */
  Map<String, Appended> appended() {
    return appended;
  }

  /** Sends all of it, and says how well it kept its pace. */
  void send(String bootstrap) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "compression.type",
                "lz4",
                "batch.size",
                256 * 1024,
                "buffer.memory",
                128L * 1024 * 1024,
                "linger.ms",
                5),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      long start = System.nanoTime();
      long perSlice = Math.max(1, recordsPerSecond * SLICE.toMillis() / 1_000);
      long mostBehind = 0;
      for (long sent = 0; sent < events; ) {
        for (long i = 0; i < perSlice && sent < events; i++) {
          send(producer, sent++);
        }
        long early = start + sent * 1_000_000_000L / recordsPerSecond - System.nanoTime();
        mostBehind = Math.max(mostBehind, -early);
        LockSupport.parkNanos(early);
      }
      producer.flush();
      double took = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "sent           %,d records, %,.0f/s, at most %,d ms behind%n",
          events, events / took, mostBehind / 1_000_000);
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, long number) throws IOException {
    if (number % ONE_RELEVANT_IN != 0 || !relevant.hasNext()) {
      byte[] record = pool[(int) (number % POOL)].at(now);
      var unused = producer.send(new ProducerRecord<>("sign-ins", record));
      return;
    }
    SampleSignIn signIn = relevant.next();
    now = Times.iso(signIn.ingested()).getBytes(US_ASCII);
    int second = (int) (number / recordsPerSecond);
    var unused =
        producer.send(
            new ProducerRecord<>("sign-ins", bytes(signIn)),
            (metadata, failure) -> {
              if (failure == null) {
                appended.put(signIn.id(), new Appended(metadata.timestamp(), second));
              }
            });
  }
}
