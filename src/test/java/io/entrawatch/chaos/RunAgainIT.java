// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.chaos.PlantedTraffic.Arriving;
import io.entrawatch.cli.Main;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code entrawatch run}, stopped and killed and started again. */
@ExtendWith(SharedServers.class)
class RunAgainIT {
  private static final String NAME = "run-again";

  @TempDir Path folder;

  private final KafkaBroker kafka;
  private final ElasticsearchNode elasticsearch;

  RunAgainIT(KafkaBroker kafka, ElasticsearchNode elasticsearch) {
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
  }

  @Test
  void aRunGoesOnFromTheNewestCheckpointAndRemovesWhatEarlierRunsLeft() throws Exception {
    PlantedTraffic traffic = new PlantedTraffic(12, 900, 40, 900);
    Map<String, Revision> expected = Expected.of(traffic, folder);
    List<Arriving> all = traffic.constant();
    int third = all.size() / 3;
    try (LiveJob job = new LiveJob(kafka, elasticsearch, NAME)) {
      Process first = run(job, "first");
      awaitCheckpoints(1);
      job.feed(all.subList(0, third));
      awaitCheckpoints(2);
      first.destroy();
      assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(said("first")).contains("group run-again has read nothing yet");

      Process second = run(job, "second");
      awaitCheckpoints(1);
      job.feed(all.subList(third, 2 * third));
      awaitCheckpoints(2);
      second.destroyForcibly().waitFor();
      assertThat(said("second")).contains("goes on from the checkpoint of ");

      job.feed(all.subList(2 * third, all.size()));
      job.feed(traffic.end());
      Process last = run(job, "third");
      try {
        assertThat(job.problems(expected)).isEmpty();
        assertThat(ColdStarts.goneDown(job.revisions())).isEmpty();
        assertThat(said("third")).contains("goes on from the checkpoint of ");
        assertThat(runsWithCheckpoints())
            .as("this run's and the one it went on from")
            .isLessThan(3);
        Process fourth = run(job, "fourth");
        assertThat(fourth.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(fourth.exitValue()).isEqualTo(2);
        assertThat(said("fourth")).contains("another run on this machine has the group run-again");
      } finally {
        last.destroy();
        last.waitFor();
      }
    }
  }

  private Process run(LiveJob job, String name) throws IOException {
    Path flink = Files.createDirectories(folder.resolve("flink-conf"));
    String settings = Files.readString(Path.of("flink-conf/local/config.yaml"));
    Files.writeString(flink.resolve("config.yaml"), settings.replace("30 s", "500 ms"));
    Path config = folder.resolve("settings.yaml");
    Files.write(config, job.file());
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + folder,
            "-Dentrawatch.flink-conf=" + flink,
            "-Dlog4j2.configurationFile=flink-conf/log4j2-local.properties",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            "--config",
            config.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name).toFile())
        .start();
  }

  /** Waits until so many more have been taken. */
  private void awaitCheckpoints(int more) throws IOException {
    Set<Path> before = checkpoints();
    Set<Path> seen = new HashSet<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              seen.addAll(checkpoints());
              seen.removeAll(before);
              return seen.size() >= more;
            });
  }

  private Set<Path> checkpoints() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .collect(Collectors.toSet());
    } catch (UncheckedIOException e) {
      return Set.of(); // one has just been removed
    }
  }

  private String said(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private long runsWithCheckpoints() throws IOException {
    return checkpoints().stream().map(file -> file.getParent().getParent()).distinct().count();
  }
}
