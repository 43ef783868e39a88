// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.FlinkCluster;
import io.entrawatch.platform.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * A whole installation of processes, with one job. Flink runs with production's own settings but
 * for those that would make a run long: checkpoints come every two seconds and restarts wait three
 * at most.
 */
final class Site implements AutoCloseable {
  static final String NAME = "chaos";
  private static final Path JAR = Path.of("target", "entrawatch.jar").toAbsolutePath();
  private static final Map<String, String> IN_A_HURRY =
      Map.of(
          "execution.checkpointing.interval", "2 s",
          "execution.checkpointing.min-pause", "1 s",
          "restart-strategy.exponential-delay.max-backoff", "3 s");

  final KafkaBroker kafka;
  final ElasticsearchNode elasticsearch;
  final FlinkCluster flink;
  final Path folder;
  private final String delivery;
  private String indexUrl;
  private String job;

  /** Servers that a test shares with others, and a cluster of its own. */
  Site(
      KafkaBroker kafka,
      ElasticsearchNode elasticsearch,
      FlinkCluster flink,
      Path folder,
      String delivery) {
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
    this.flink = flink;
    this.folder = folder;
    this.delivery = delivery;
    this.indexUrl = elasticsearch.url();
    Map<String, String> kept = Map.of("retention.ms", "-1");
    kafka.createTopic(topic("sign-ins"), PlantedTraffic.PARTITIONS, kept);
    kafka.createTopic(
        topic("alerts"),
        1,
        Map.of("retention.ms", "-1", "message.timestamp.type", "LogAppendTime"));
    kafka.createTopic(topic("dead-letters"), 1, kept);
    kafka.createTopic(topic("late"), 1, kept);
  }

  static String topic(String kind) {
    return NAME + "-" + kind;
  }

  /** Production's settings, for a cluster of several processes on one machine. */
  static Map<String, String> flinkSettings() {
    Map<String, String> settings =
        new TreeMap<>(GlobalConfiguration.loadConfiguration("flink-conf").toMap());
    settings.keySet().removeIf(key -> key.startsWith("metrics.reporter"));
    settings.putAll(IN_A_HURRY);
    return settings;
  }

  /** From now on jobs write to Elasticsearch by this address. */
  void reachIndexBy(String url) {
    indexUrl = url;
  }

  private Path settings() {
    try {
      return Files.writeString(
          folder.resolve(NAME + ".yaml"),
          """
          kafka:
            bootstrap-servers: %1$s
            start: earliest
            group-id: %2$s
            delivery: %3$s
            topics:
              events: %2$s-sign-ins
              alerts: %2$s-alerts
              dead-letters: %2$s-dead-letters
              late: %2$s-late
          elasticsearch: {hosts: %4$s, index-prefix: %2$s}
          input.idleness: 1 h
          """
              .formatted(kafka.bootstrap(), NAME, delivery, indexUrl));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Submits the job and waits until all of it runs.
   *
   * @param from a savepoint or checkpoint; null to begin anew
   * @param more settings, each {@code KEY=VALUE}
   */
  void submit(int parallelism, String from, String... more) {
    List<String> options = new ArrayList<>(List.of("-p", Integer.toString(parallelism)));
    if (from != null) {
      options.addAll(List.of("-s", from));
    }
    List<String> arguments = new ArrayList<>(List.of("--config", settings().toString()));
    for (String assignment : more) {
      arguments.addAll(List.of("--set", assignment));
    }
    job = flink.run(options, JAR, arguments);
    flink.awaitRunning(job);
  }

  /** Submits the job, which cannot start from there; what Flink says of it. */
  String failureToSubmit(String from) {
    try {
      flink.run(List.of("-p", "2", "-s", from), JAR, List.of("--config", settings().toString()));
    } catch (IllegalStateException refused) {
      String text = refused.getMessage();
      return text.substring(text.lastIndexOf("Caused by: ")).lines().findFirst().orElseThrow();
    }
    throw new IllegalStateException("the job starts from " + from);
  }

  String job() {
    return job;
  }

  /**
   * Stops the job with a canonical savepoint. As whoever operates it would, it stops it once more
   * where a failure got in between, which then is told: a TaskManager that was killed a moment ago
   * may be missed later than the job runs again.
   */
  String stop() {
    Path savepoints = folder.resolve("savepoints");
    try {
      return flink.stop(job, savepoints);
    } catch (IllegalStateException failed) {
      JsonNode causes = flink.get("/jobs/" + job + "/exceptions");
      System.err.println("stopping failed, once more: " + failed.getMessage() + "\n" + causes);
      flink.awaitRunning(job);
      return flink.stop(job, savepoints);
    }
  }

  /** Ends the job without a savepoint. */
  void cancel() {
    flink.cancel(job);
  }

  AlertsTopic alerts() {
    return new AlertsTopic(kafka.bootstrap(), topic("alerts"));
  }

  AlertsIndex index() {
    return new AlertsIndex(elasticsearch, NAME);
  }

  int restarts() {
    return flink.get("/jobs/" + job + "/metrics?get=numRestarts").findValuesAsText("value").stream()
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }

  @Override
  public void close() {
    flink.close();
  }
}
