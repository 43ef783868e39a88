// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.bench.AlertReader.First;
import io.entrawatch.platform.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long it takes from the broker's timestamp of the sign-in that completes a pattern to the
 * broker's timestamp of the alert, and until a reader has the committed alert, under constant load:
 * broker, job and producer as processes of one machine.
 *
 * <pre>src/it/bench/latency.sh [RECORDS_PER_SECOND [SECONDS [DELIVERY [CHECKPOINT_SECONDS]]]]</pre>
 */
public final class LatencyBenchmark {
  private static final int PARTITIONS = 2;
  private static final int WARM_UP_SECONDS = 15;

  private final KafkaBroker kafka;
  private final int recordsPerSecond;
  private final int seconds;
  private final String delivery;
  private final Duration interval;

  private LatencyBenchmark(
      KafkaBroker kafka, int recordsPerSecond, int seconds, String delivery, Duration interval) {
    this.kafka = kafka;
    this.recordsPerSecond = recordsPerSecond;
    this.seconds = seconds;
    this.delivery = delivery;
    this.interval = interval;
  }

  public static void main(String[] arguments) throws Exception {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    String delivery = arguments.length > 2 ? arguments[2] : "at-least-once";
    Duration interval =
        Duration.ofSeconds(arguments.length > 3 ? Integer.parseInt(arguments[3]) : 30);
    try (KafkaBroker kafka = KafkaBroker.start()) {
      new LatencyBenchmark(kafka, rate, seconds, delivery, interval).run();
    }
  }

  private void run() throws Exception {
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
          topics: {events: sign-ins, alerts: alerts, dead-letters: dead-letters, late: late}
        """
            .formatted(kafka.bootstrap(), delivery));
    Path flink = flinkSettings();
    ConstantLoad load = new ConstantLoad(recordsPerSecond, WARM_UP_SECONDS + seconds);
    ProcessBuilder command =
        new ProcessBuilder("bin/entrawatch", "run", "--config", settings.toString());
    command.environment().put("ENTRAWATCH_FLINK_CONF", flink.toString());
    Process job =
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
    try {
      awaitStart();
      AlertReader alerts = new AlertReader(kafka.bootstrap(), interval.plusSeconds(15));
      load.send(kafka.bootstrap());
      report(load.appended(), alerts.end());
    } finally {
      job.destroy();
      job.waitFor(20, TimeUnit.SECONDS);
      Files.delete(settings);
      Files.delete(flink.resolve("config.yaml"));
      Files.delete(flink);
    }
  }

  /** The front door's own, with the interval between checkpoints that is asked for. */
  private Path flinkSettings() throws IOException {
    Path folder = Files.createTempDirectory("latency-flink");
    String local = Files.readString(Path.of("flink-conf", "local", "config.yaml"));
    Files.writeString(
        folder.resolve("config.yaml"),
        local.replaceFirst(
            "(?m)^execution.checkpointing.interval:.*$",
            "execution.checkpointing.interval: " + interval.toSeconds() + " s"));
    return folder;
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

  private void report(Map<String, ConstantLoad.Appended> signIns, Map<String, First> alerts)
      throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<Long> onTopic = new ArrayList<>();
    List<Long> seen = new ArrayList<>();
    for (First alert : alerts.values()) {
      String id = json.readTree(alert.document()).at("/entrawatch/completed_by/sign_in").asText();
      ConstantLoad.Appended signIn = signIns.get(id);
      if (signIn != null && signIn.second() >= WARM_UP_SECONDS) {
        onTopic.add(alert.appended() - signIn.appended());
        seen.add(alert.seen() - signIn.appended());
      }
    }
    System.out.printf("delivery       %s, a checkpoint every %s%n", delivery, interval);
    System.out.printf("alerts         %,d, of which measured %,d%n", alerts.size(), seen.size());
    show("from the broker's stamp of the sign-in to its stamp of the alert", onTopic);
    show("from the broker's stamp of the sign-in until a reader has the committed alert", seen);
  }

  private static void show(String what, List<Long> measured) {
    long[] latencies = measured.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf("%n%s%n", what);
    if (latencies.length == 0) {
      System.out.println("nothing was measured");
      return;
    }
    for (double percent : new double[] {50, 90, 99, 100}) {
      int at = (int) Math.ceil(percent / 100 * latencies.length) - 1;
      System.out.printf("p%-13.0f %,d ms%n", percent, latencies[at]);
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
}
