// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import io.entrawatch.chaos.PlantedTraffic.Arriving;
import io.entrawatch.job.EntrawatchJob;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** The whole job on the cluster of a test, against real servers, with topics of its own. */
final class LiveJob implements AutoCloseable {
  private final KafkaBroker kafka;
  private final ElasticsearchNode elasticsearch;
  private final String name;
  private final Feeder feeder;
  private JobClient client;

  LiveJob(KafkaBroker kafka, ElasticsearchNode elasticsearch, String name) {
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
    this.name = name;
    Map<String, String> kept = Map.of("retention.ms", "-1");
    kafka.createTopic(name + "-sign-ins", PlantedTraffic.PARTITIONS, kept);
    for (String kind : List.of("alerts", "dead-letters", "late")) {
      kafka.createTopic(name + "-" + kind, 1, kept);
    }
    feeder = new Feeder(kafka.bootstrap(), name + "-sign-ins");
  }

  /** Starts the job anew. */
  void start(int parallelism, String... more) throws Exception {
    start(new Configuration(), parallelism, more);
  }

  /**
   * Starts the job from a savepoint.
   *
   * @param mayLose whether state may lie in it that the job has no use for
   */
  void resume(String savepoint, boolean mayLose, int parallelism, String... more) throws Exception {
    Configuration from = new Configuration();
    from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    from.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, mayLose);
    start(from, parallelism, more);
  }

  private void start(Configuration flink, int parallelism, String... more) throws Exception {
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    flink.set(PipelineOptions.MAX_PARALLELISM, 128);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    // All of a small savepoint in one file.
    flink.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(flink).setParallelism(parallelism);
    EntrawatchJob.build(
        env,
        new SettingsParser(RuleCatalogueEntry.all(), Map.of()).parse(settings(more)),
        line -> {});
    client = env.executeAsync(name);
  }

  private List<String> settings(String... more) {
    List<String> settings = new ArrayList<>(settings());
    settings.add("kafka.start=earliest");
    settings.addAll(List.of(more));
    return settings;
  }

  private List<String> settings() {
    return List.of(
        "kafka.bootstrap-servers=" + kafka.bootstrap(),
        "kafka.group-id=" + name,
        "kafka.topics.events=" + name + "-sign-ins",
        "kafka.topics.alerts=" + name + "-alerts",
        "kafka.topics.dead-letters=" + name + "-dead-letters",
        "kafka.topics.late=" + name + "-late",
        "input.idleness=1h",
        "elasticsearch.hosts=" + elasticsearch.url(),
        "elasticsearch.index-prefix=" + name);
  }

  /** The lines of a settings file for the same job. */
  List<String> file() {
    return settings().stream().map(line -> line.replaceFirst("=", ": ")).toList();
  }

  /** The records arrive on the topic. */
  void feed(List<Arriving> records) throws Exception {
    feeder.start(records, 1_000_000).get(60, TimeUnit.SECONDS);
  }

  /**
   * Waits until all that is on the topic has been read and what follows from it is in a checkpoint.
   * A consumer commits when it gets something, or after ten seconds: so it gets something.
   */
  void awaitRead() {
    awaitRead(feeder::sendEmptyBatches);
  }

  /** The same, and leaves the topic as it is: a golden savepoint holds offsets of what was fed. */
  void awaitReadAndAddNothing() {
    awaitRead(() -> {});
  }

  private void awaitRead(Runnable meanwhile) {
    Map<TopicPartition, Long> ends = feeder.ends();
    try (Admin admin = kafka.admin()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(
              () -> {
                meanwhile.run();
                Map<TopicPartition, OffsetAndMetadata> committed = committed(admin);
                return ends.entrySet().stream()
                    .allMatch(end -> committed.get(end.getKey()).offset() >= end.getValue());
              });
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(Admin admin) throws Exception {
    return admin
        .listConsumerGroupOffsets(name)
        .partitionsToOffsetAndMetadata()
        .get(10, TimeUnit.SECONDS);
  }

  /** Waits until Elasticsearch has what is on the topic: what waits for it goes with the state. */
  void awaitIndexed() {
    AlertsIndex index = new AlertsIndex(elasticsearch, name);
    try (AlertsTopic alerts = new AlertsTopic(kafka.bootstrap(), name + "-alerts")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions()
          .until(
              () ->
                  index.all().keySet().containsAll(alerts.highest().keySet())
                      && alerts.highest().entrySet().stream()
                          .allMatch(
                              told ->
                                  index.all().get(told.getKey()).revision()
                                      >= told.getValue().revision()));
    }
  }

  /** What the consumer group has committed goes, as it does by itself after a week. */
  void forgetPlaces() throws Exception {
    try (Admin admin = kafka.admin()) {
      admin.deleteConsumerGroups(List.of(name)).all().get(10, TimeUnit.SECONDS);
    }
  }

  /**
   * Waits until the job runs.
   *
   * @throws IllegalStateException if it ends instead
   */
  void awaitRunning() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              JobStatus status = client.getJobStatus().get(10, TimeUnit.SECONDS);
              if (status.isTerminalState()) {
                client = null;
                throw new IllegalStateException("the job has ended: " + status);
              }
              return status == JobStatus.RUNNING;
            });
  }

  /** Stops the job with a canonical savepoint. */
  String stop(Path savepoints) throws Exception {
    String path =
        client
            .stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    client = null;
    return path;
  }

  /** Ends the job, and with it its state. */
  void cancel() throws Exception {
    client.cancel().get(30, TimeUnit.SECONDS);
    client = null;
  }

  /** Every revision of every alert that has left, in its order. */
  List<Revision> revisions() {
    try (AlertsTopic alerts = new AlertsTopic(kafka.bootstrap(), name + "-alerts")) {
      return alerts.all();
    }
  }

  /** Waits until each of the alerts is final on the topic; what is wrong with all there is. */
  List<String> problems(Map<String, Revision> expected) {
    Map<String, Revision> found = awaitFinal(expected);
    List<String> problems = new ArrayList<>(Verdict.problems("Kafka", expected, found));
    AlertsIndex index = new AlertsIndex(elasticsearch, name);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> areFinal(expected, index.all()));
    problems.addAll(Verdict.problems("Elasticsearch", expected, index.all()));
    return problems;
  }

  /** Waits until each of the alerts is final on the topic; the highest revisions by id. */
  Map<String, Revision> awaitFinal(Map<String, Revision> expected) {
    try (AlertsTopic alerts = new AlertsTopic(kafka.bootstrap(), name + "-alerts")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> areFinal(expected, alerts.highest()));
      return alerts.highest();
    }
  }

  private static boolean areFinal(Map<String, Revision> expected, Map<String, Revision> found) {
    return expected.keySet().stream()
        .allMatch(id -> found.containsKey(id) && found.get(id).closed());
  }

  @Override
  public void close() throws Exception {
    feeder.close();
    if (client != null) {
      client.cancel().get(30, TimeUnit.SECONDS);
    }
  }
}
