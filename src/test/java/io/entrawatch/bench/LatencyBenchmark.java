// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.traffic.Format;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.RecordWriter;
import io.entrawatch.traffic.SampleSignIn;
import io.entrawatch.traffic.TrafficGenerator;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long it takes from the broker's timestamp of the sign-in that completes a pattern to the
 * broker's timestamp of the alert, under constant load: broker, job and producer as processes of
 * one machine.
 *
 * <pre>src/it/bench/latency.sh [RECORDS_PER_SECOND [SECONDS [DELIVERY]]]</pre>
 */
public final class LatencyBenchmark {
  private static final int PARTITIONS = 2;
  private static final int WARM_UP_SECONDS = 15;
  private static final Duration SLICE = Duration.ofMillis(5);

  private final KafkaBroker kafka;
  private final int recordsPerSecond;
  private final int seconds;
  private final Map<String, Long> produced = new ConcurrentHashMap<>();
  private final Map<String, Integer> secondOf = new ConcurrentHashMap<>();

  private LatencyBenchmark(KafkaBroker kafka, int recordsPerSecond, int seconds) {
    this.kafka = kafka;
    this.recordsPerSecond = recordsPerSecond;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    String delivery = arguments.length > 2 ? arguments[2] : "at-least-once";
    try (KafkaBroker kafka = KafkaBroker.start()) {
      new LatencyBenchmark(kafka, rate, seconds).run(delivery);
    }
  }

  private void run(String delivery) throws Exception {
    kafka.createTopic("sign-ins", PARTITIONS, Map.of("message.timestamp.type", "LogAppendTime"));
    for (String topic : List.of("alerts", "dead-letters", "late")) {
      kafka.createTopic(topic, 1, Map.of("message.timestamp.type", "LogAppendTime"));
    }
    Path settings = Files.createTempFile("latency", ".yaml");
    Files.writeString(
        settings,
        """
        kafka:
          bootstrap-servers: %s
          delivery: %s
          topics: {sign-ins: sign-ins, alerts: alerts, dead-letters: dead-letters, late: late}
        """
            .formatted(kafka.bootstrap(), delivery));
    Process job =
        new ProcessBuilder("bin/entrawatch", "run", "--config", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      awaitStart();
      produce();
      report(delivery, firstRevisions());
    } finally {
      job.destroy();
      job.waitFor(20, TimeUnit.SECONDS);
      Files.delete(settings);
    }
  }

  /** The job runs once a record that is no JSON has come out as a dead letter. */
  private void awaitStart() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("sign-ins", "no JSON".getBytes(UTF_8))).get();
    }
    TopicPartition partition = new TopicPartition("dead-letters", 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
        System.out.println("waiting for the job to start ...");
      }
    }
  }

  private void produce() throws Exception {
    long events = (long) recordsPerSecond * (WARM_UP_SECONDS + seconds);
    GenerateRequest plain = GenerateRequest.of(events, 42);
    GenerateRequest request =
        new GenerateRequest(
            events,
            42,
            Format.ECS,
            (int) Math.max(200, events / 4_000),
            plain.start(),
            plain.ratePerSecond() * 10,
            1,
            0,
            plain.sizeBytes(),
            0);
    TrafficGenerator traffic = new TrafficGenerator(request);
    RecordWriter writer = Format.ECS.writer(request.sizeBytes());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrap(), "compression.type", "lz4", "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      long start = System.nanoTime();
      long perSlice = Math.max(1, recordsPerSecond * SLICE.toMillis() / 1_000);
      long sent = 0;
      while (traffic.hasNext()) {
        int second = (int) (sent / recordsPerSecond);
        for (long i = 0; i < perSlice && traffic.hasNext(); i++) {
          send(producer, traffic.next(), writer, second);
          sent++;
        }
        long due = start + sent * 1_000_000_000L / recordsPerSecond;
        LockSupport.parkNanos(due - System.nanoTime());
      }
      producer.flush();
      double took = (System.nanoTime() - start) / 1e9;
      System.out.printf("sent           %,d records, %,.0f/s%n", sent, sent / took);
    }
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer, SampleSignIn signIn, RecordWriter writer, int second)
      throws Exception {
    ByteArrayOutputStream record = new ByteArrayOutputStream(4_096);
    writer.write(signIn, record);
    String id = signIn.id();
    var unused =
        producer.send(
            new ProducerRecord<>("sign-ins", record.toByteArray()),
            (metadata, failure) -> {
              if (failure == null) {
                produced.put(id, metadata.timestamp());
                secondOf.put(id, second);
              }
            });
  }

  /** The first revision of every alert that the topic holds once it has been quiet for a while. */
  private Map<String, ConsumerRecord<byte[], byte[]>> firstRevisions() {
    Map<String, ConsumerRecord<byte[], byte[]>> first = new HashMap<>();
    TopicPartition partition = new TopicPartition("alerts", 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrap(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int quiet = 0; quiet < 15; quiet++) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          first.putIfAbsent(new String(record.key(), UTF_8), record);
          quiet = 0;
        }
      }
    }
    return first;
  }

  private void report(String delivery, Map<String, ConsumerRecord<byte[], byte[]>> alerts)
      throws Exception {
    ObjectMapper json = new ObjectMapper();
    long[] latencies = new long[alerts.size()];
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : alerts.values()) {
      String completing = completing(json.readTree(record.value()));
      Long appended = produced.get(completing);
      if (appended != null && secondOf.get(completing) >= WARM_UP_SECONDS) {
        latencies[count++] = record.timestamp() - appended;
      }
    }
    latencies = Arrays.copyOf(latencies, count);
    Arrays.sort(latencies);
    System.out.printf("delivery       %s%n", delivery);
    System.out.printf("alerts         %,d, of which measured %,d%n", alerts.size(), count);
    for (double percent : new double[] {50, 90, 99, 100}) {
      int at = (int) Math.ceil(percent / 100 * count) - 1;
      System.out.printf("p%-13.0f %,d ms%n", percent, latencies[Math.max(at, 0)]);
    }
    histogram(latencies);
  }

  private static void histogram(long[] latencies) {
    long[] bounds = {25, 50, 100, 200, 400, 1_000, 2_000, 5_000, Long.MAX_VALUE};
    int from = 0;
    for (long bound : bounds) {
      int to = from;
      while (to < latencies.length && latencies[to] <= bound) {
        to++;
      }
      String label = bound == Long.MAX_VALUE ? "more" : "<= " + bound + " ms";
      System.out.printf("%-14s %,d%n", label, to - from);
      from = to;
    }
  }

  /** The sign-in that completed the pattern: the last of those that met a condition. */
  private static String completing(JsonNode alert) {
    JsonNode last = null;
    for (JsonNode clause : alert.at("/entrawatch/clauses")) {
      if (last == null
          || clause.get("ingested").asText().compareTo(last.get("ingested").asText()) >= 0) {
        last = clause;
      }
    }
    return last == null ? "" : last.path("sign_in").asText();
  }
}
