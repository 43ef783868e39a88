// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The topics of one job of a test, at a broker's plain listener. */
final class JobTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final KafkaBroker kafka;
  private final String name;

  private JobTopics(KafkaBroker kafka, String name) {
    this.kafka = kafka;
    this.name = name;
  }

  /** Topics that are there. */
  static JobTopics of(KafkaBroker kafka, String name) {
    return new JobTopics(kafka, name);
  }

  /** Makes the topics. */
  JobTopics(KafkaBroker kafka, String name, int partitions) {
    this(kafka, name);
    kafka.createTopic(topic("sign-ins"), partitions);
    for (String output : List.of("alerts", "dead-letters", "late")) {
      kafka.createTopic(topic(output), 1);
    }
  }

  /** Makes those of exceptions too. */
  JobTopics withExceptions() {
    kafka.createTopic(topic("exceptions"), 1, Map.of("cleanup.policy", "compact"));
    kafka.createTopic(topic("suppressed"), 1);
    return this;
  }

  String topic(String kind) {
    return name + "-" + kind;
  }

  /** Settings that name the topics, each {@code KEY=VALUE}. */
  List<String> settings() {
    return List.of(
        "kafka.group-id=" + name,
        "kafka.start=earliest",
        "kafka.topics.events=" + topic("sign-ins"),
        "kafka.topics.alerts=" + topic("alerts"),
        "kafka.topics.dead-letters=" + topic("dead-letters"),
        "kafka.topics.late=" + topic("late"));
  }

  /** Starts the job on the cluster of the test. */
  JobClient run(String... more) throws Exception {
    List<String> assignments = new ArrayList<>(settings());
    assignments.add("kafka.bootstrap-servers=" + kafka.bootstrap());
    assignments.addAll(List.of(more));
    return run(new SettingsParser(RuleCatalogueEntry.all(), Map.of()).parse(assignments));
  }

  static JobClient run(Settings settings) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    EntrawatchJob.build(env, settings, line -> {});
    return env.executeAsync();
  }

  /**
   * A record of the sign-ins.
   *
   * @param timestamp Kafka's
   */
  record Sent(int partition, long timestamp, String value) {}

  void produceException(String id, String entry) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  topic("exceptions"),
                  id.getBytes(StandardCharsets.UTF_8),
                  entry.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrap()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  void produce(List<Sent> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      List<Future<?>> all = new ArrayList<>();
      for (Sent sent : records) {
        byte[] value = sent.value().getBytes(StandardCharsets.UTF_8);
        all.add(
            producer.send(
                new ProducerRecord<>(
                    topic("sign-ins"), sent.partition(), sent.timestamp(), null, value)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  /** Waits until so many alerts are final; their documents by id. */
  Map<String, String> awaitFinalAlerts(int count) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(this::finalAlerts, alerts -> alerts.size() >= count);
  }

  private Map<String, String> finalAlerts() {
    Map<String, String> last = new TreeMap<>();
    for (String document : read("alerts")) {
      JsonNode alert = RuleHarness.json(document);
      if (alert.at("/entrawatch/status").asText().equals("final")) {
        last.put(alert.at("/entrawatch/alert/id").asText(), document);
      }
    }
    return last;
  }

  /** Waits until a topic holds so many records. */
  List<JsonNode> await(String kind, int count) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> read(kind), found -> found.size() >= count)
        .stream()
        .map(RuleHarness::json)
        .toList();
  }

  List<String> read(String kind) {
    TopicPartition partition = new TopicPartition(topic(kind), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<String> records = new ArrayList<>();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          records.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
      return records;
    }
  }
}
