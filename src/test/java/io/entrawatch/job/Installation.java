// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.alert.AlertSchema;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.Topic;
import io.entrawatch.traffic.DemoStory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The topics, the index and the settings of one job, and what its users see of it. */
final class Installation {
  private final String name;
  private final KafkaBroker kafka;
  private final ElasticsearchNode elasticsearch;

  Installation(String name, KafkaBroker kafka, ElasticsearchNode elasticsearch) {
    this.name = name;
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
    kafka.createTopic(topic("sign-ins"), 3);
    for (String output : List.of("alerts", "dead-letters", "late", "suppressed", "exceptions")) {
      kafka.createTopic(topic(output), 1);
    }
  }

  private String topic(String kind) {
    return name + "-" + kind;
  }

  /** Writes the settings of the job into the folder. */
  Path settings(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        kafka:
          bootstrap-servers: %s
          start: earliest
          group-id: %s
          topics:
            events: %s
            alerts: %s
            dead-letters: %s
            late: %s
        elasticsearch:
          hosts: %s
          index-prefix: %s
        input.expected-sources: "*/SignInLogs"
        """
            .formatted(
                kafka.bootstrap(),
                name,
                topic("sign-ins"),
                topic("alerts"),
                topic("dead-letters"),
                topic("late"),
                elasticsearch.url(),
                name));
  }

  /** As {@link #settings}, with the topics of exceptions. */
  Path settingsWithExceptions(Path folder) throws IOException {
    return Files.writeString(
        settings(folder),
        "kafka.topics.exceptions: %s%nkafka.topics.suppressed: %s%n"
            .formatted(topic("exceptions"), topic("suppressed")),
        StandardOpenOption.APPEND);
  }

  /** Writes an entry of the exceptions; null deletes it. */
  void produceException(String id, String entry) throws Exception {
    produceException(topic("exceptions"), id, entry);
  }

  /** The same to another topic. */
  void produceException(String topic, String id, String entry) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] value = entry == null ? null : entry.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value)).get();
    }
  }

  /** What exceptions held back: rule, user and id of the exception. */
  Set<String> suppressed() {
    return read("suppressed").stream()
        .map(record -> RuleHarness.json(new String(record.value(), StandardCharsets.UTF_8)))
        .map(
            held ->
                held.at("/alert/rule/id").asText()
                    + " "
                    + held.at("/alert/user/name").asText()
                    + " by "
                    + held.at("/exception/id").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of which session, by the id of which exception. */
  Set<String> heldSessions() {
    return read("suppressed").stream()
        .map(record -> RuleHarness.json(new String(record.value(), StandardCharsets.UTF_8)))
        .map(held -> session(held.at("/alert")) + " by " + held.at("/exception/id").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The sessions of the alerts that have left. */
  Set<String> alertedSessions() {
    return newest("alerts").values().stream()
        .map(Installation::session)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String session(JsonNode alert) {
    return alert.at("/azure/signinlogs/properties/session_id").asText();
  }

  /** The demo's sign-ins arrive on the topic. */
  void playDemo() throws Exception {
    ByteArrayOutputStream story = new ByteArrayOutputStream();
    DemoStory.write(story);
    produce(story.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new));
  }

  void produce(String... messages) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      int partition = 0;
      List<Future<?>> sent = new ArrayList<>();
      for (String message : messages) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic("sign-ins"),
                    partition++ % 3,
                    null,
                    message.getBytes(StandardCharsets.UTF_8))));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    }
  }

  /** What the demo is known to hold: rule and user of each alert. */
  static Set<String> demosAlerts() throws IOException {
    try (var in = DemoStory.class.getResourceAsStream(DemoStory.EXPECTED_ALERTS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(RuleHarness::json)
          .map(line -> line.get("rule").asText() + " " + line.get("user").asText())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Waits until the alerts topic holds alerts of that many ids; the newest revision of each. */
  Map<String, JsonNode> awaitAlerts(int count) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> newest("alerts"), alerts -> alerts.size() >= count);
  }

  /** The ids of the alerts that were opened, as often as they were. */
  List<String> opened() {
    return read("alerts").stream()
        .filter(record -> header(record, "entrawatch.action").equals("opened"))
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private Map<String, JsonNode> newest(String kind) {
    Map<String, JsonNode> newest = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(kind)) {
      String document = new String(record.value(), StandardCharsets.UTF_8);
      AlertSchema.check(document);
      newest.put(new String(record.key(), StandardCharsets.UTF_8), RuleHarness.json(document));
    }
    return newest;
  }

  /** Waits for the first dead letter. */
  JsonNode awaitDeadLetter() {
    List<ConsumerRecord<byte[], byte[]>> records =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> read("dead-letters"), found -> !found.isEmpty());
    return RuleHarness.json(new String(records.get(0).value(), StandardCharsets.UTF_8));
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String kind) {
    return Topic.read(kafka, topic(kind));
  }

  /**
   * Waits until the index holds documents of just these ids; their sources by id. An index that is
   * being made answers 503 for a moment.
   */
  Map<String, JsonNode> awaitIndexed(Set<String> ids) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreException(IllegalStateException.class)
        .until(this::indexed, found -> found.keySet().equals(ids));
  }

  private Map<String, JsonNode> indexed() {
    elasticsearch.call("POST", "/" + name + "-*/_refresh", "");
    JsonNode answer =
        RuleHarness.json(elasticsearch.call("GET", "/" + name + "-*/_search?size=1000", "{}"));
    Map<String, JsonNode> found = new LinkedHashMap<>();
    StreamSupport.stream(answer.at("/hits/hits").spliterator(), false)
        .forEach(hit -> found.put(hit.get("_id").asText(), hit.get("_source")));
    return new TreeMap<>(found);
  }

  static Set<String> ruleAndUser(Map<String, JsonNode> alerts) {
    return alerts.values().stream()
        .map(Installation::title)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Rule and user. */
  static String title(JsonNode alert) {
    return alert.at("/rule/id").asText() + " " + alert.at("/user/name").asText();
  }
}
