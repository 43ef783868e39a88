// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.TrafficGenerator;
import io.entrawatch.traffic.format.Format;
import io.entrawatch.traffic.format.RecordWriter;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills a topic. What some rule takes is generated sign-in by sign-in; the rest is a stock of
 * generated records that no rule takes, sent again and again, in ECS with its ingest time set anew.
 *
 * @param relevantPercent of the records, how many some rule takes
 * @param batch raw records in an envelope; 0 for ECS, one document a message
 * @param flood whether one session sends every second of what some rule takes
 */
record BenchTopic(int sizeBytes, double relevantPercent, int batch, boolean flood) {
  static final int PARTITIONS = 4;

  private static final int STOCK = 4_000;
  private static final double RECORDS_PER_SECOND = 2_000;
  private static final byte[] INGESTED = "\"ingested\":\"".getBytes(StandardCharsets.UTF_8);

  /** A record of the stock and where its ingest time stands, below 0 where it has none. */
  private record Stocked(byte[] bytes, int ingestedAt) {
    byte[] at(byte[] time) {
      byte[] copy = bytes.clone();
      if (ingestedAt >= 0) {
        System.arraycopy(time, 0, copy, ingestedAt, time.length);
      }
      return copy;
    }
  }

  private Format format() {
    return batch > 0 ? Format.RAW : Format.ECS;
  }

  String description() {
    return "%d KB, %s %% relevant, %s%s"
        .formatted(
            sizeBytes / 1_000,
            relevantPercent < 1
                ? Double.toString(relevantPercent)
                : "%.0f".formatted(relevantPercent),
            batch > 0 ? "raw, " + batch + " a message" : "ECS",
            flood ? ", half of one session" : "");
  }

  /** Sends so many records, and to each partition one that is no JSON as its last. */
  void fill(String bootstrap, String topic, int records) throws IOException {
    List<Stocked> stock = stock();
    TrafficGenerator relevant = new TrafficGenerator(request(records, relevantPercent));
    SampleSignIn flooding = null;
    RecordWriter writer = format().writer(sizeBytes);
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap)) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      double due = 0;
      long time = GenerateRequest.DEFAULT_START.toEpochMilli();
      for (int i = 0, sent = 0; i < records; i++) {
        begin(message);
        due += relevantPercent / 100;
        if (due >= 1 && relevant.hasNext()) {
          due--;
          SampleSignIn signIn = relevant.next();
          time = Math.max(time, signIn.ingested());
          flooding = flood && flooding == null ? signIn : flooding;
          writer.write(flood && i % 2 == 0 ? ofSession(flooding, signIn) : signIn, message);
        } else {
          message.write(stock.get(i % STOCK).at(iso(time)));
        }
        if (batch == 0 || (i + 1) % batch == 0 || i + 1 == records) {
          send(producer, topic, sent++ % PARTITIONS, time, message);
        }
      }
      for (int partition = 0; partition < PARTITIONS; partition++) {
        byte[] end = "no JSON".getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, partition, time, null, end));
      }
    }
  }

  private static SampleSignIn ofSession(SampleSignIn flooding, SampleSignIn signIn) {
    return new SampleSignIn(
        signIn.id(),
        signIn.timestamp(),
        signIn.ingested(),
        flooding.tenantId(),
        signIn.correlationId(),
        flooding.sessionId(),
        signIn.tokenId(),
        flooding.person(),
        signIn.leg());
  }

  private void begin(ByteArrayOutputStream message) throws IOException {
    if (batch > 0) {
      message.write(
          (message.size() == 0 ? "{\"records\":[" : ",").getBytes(StandardCharsets.UTF_8));
    }
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer,
      String topic,
      int partition,
      long time,
      ByteArrayOutputStream message)
      throws IOException {
    if (batch > 0) {
      message.write("]}".getBytes(StandardCharsets.UTF_8));
    }
    var unused =
        producer.send(
            new ProducerRecord<>(topic, partition, time, null, message.toByteArray()),
            (metadata, failure) -> {
              if (failure != null) {
                throw new IllegalStateException(failure);
              }
            });
    message.reset();
  }

  private static byte[] iso(long time) {
    String text = Instant.ofEpochMilli(time).toString();
    String whole = text.length() == 20 ? text.substring(0, 19) + ".000Z" : text;
    return whole.getBytes(StandardCharsets.UTF_8);
  }

  private GenerateRequest request(int records, double percent) {
    double rate = Math.max(0.02, RECORDS_PER_SECOND * percent / 100);
    int count = (int) Math.max(100, records * percent / 100);
    return new GenerateRequest(
        count, 7, format(), count / 400, GenerateRequest.DEFAULT_START, rate, 100, 0, sizeBytes, 0);
  }

  private List<Stocked> stock() throws IOException {
    GenerateRequest request =
        new GenerateRequest(
            STOCK, 11, format(), 0, GenerateRequest.DEFAULT_START, 20, 0, 0, sizeBytes, 0);
    TrafficGenerator everyday = new TrafficGenerator(request);
    RecordWriter writer = format().writer(sizeBytes);
    List<Stocked> stock = new ArrayList<>();
    while (everyday.hasNext()) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      writer.write(everyday.next(), record);
      byte[] bytes = record.toByteArray();
      stock.add(new Stocked(bytes, format() == Format.ECS ? behind(bytes, INGESTED) : -1));
    }
    return stock;
  }

  private static int behind(byte[] bytes, byte[] key) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.indexOf(new String(key, StandardCharsets.ISO_8859_1)) + key.length;
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "compression.type",
            "lz4",
            "linger.ms",
            20,
            "batch.size",
            256 * 1024,
            "max.request.size",
            4 * 1024 * 1024),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
