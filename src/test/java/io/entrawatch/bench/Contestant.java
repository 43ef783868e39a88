// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A contender's process, as {@link ThroughputBenchmark} talks to it; see {@link Worker}. */
final class Contestant implements AutoCloseable {
  private static final String OWN = System.getProperty("java.class.path");
  private static final String PEERS = "target/bench/classes:target/test-classes:target/bench/lib/*";

  /** Class path, main class, arguments. */
  private static final Map<String, List<String>> COMMANDS =
      Map.of(
          "ceiling", List.of(OWN, "io.entrawatch.bench.CeilingContender"),
          "entrawatch", List.of(OWN, "io.entrawatch.bench.EntrawatchContender", "1"),
          "entrawatch-10s",
              List.of(
                  OWN,
                  "io.entrawatch.bench.EntrawatchContender",
                  "1",
                  "rules.device-code-retuned.slide=10 s",
                  "rules.device-code-concurrent.slide=10 s"),
          "entrawatch-x2", List.of(OWN, "io.entrawatch.bench.EntrawatchContender", "2"),
          "flink-sql", List.of(PEERS, "FlinkSqlContender"),
          "kafka-streams", List.of(PEERS, "KafkaStreamsContender"),
          "elasticsearch", List.of(OWN, "io.entrawatch.bench.ElasticsearchContender"));

  private final String name;
  private final Process process;
  private final Writer topics;
  private final BufferedReader answers;

  private Contestant(String name, Process process) {
    this.name = name;
    this.process = process;
    this.topics = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  static Contestant start(String name, String bootstrap) {
    List<String> contender = COMMANDS.get(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xms2g", // as Flink starts a TaskManager: all of its heap at once
                "-Xmx2g",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile")));
    command.addAll(Arrays.asList(System.getProperty("entrawatch.bench.flags", "").split(" ")));
    command.removeIf(String::isEmpty);
    command.addAll(List.of("-cp", contender.get(0), contender.get(1), bootstrap));
    command.addAll(contender.subList(2, contender.size()));
    try {
      return new Contestant(
          name, new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets it read the topic once; seconds and CPU seconds. */
  double[] read(String topic) throws IOException {
    topics.write(topic + System.lineSeparator());
    topics.flush();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(Worker.ANSWER)) {
        return Arrays.stream(line.substring(Worker.ANSWER.length()).split(" "))
            .mapToDouble(Double::parseDouble)
            .toArray();
      }
    }
    throw new IllegalStateException(name + " has ended");
  }

  /** The most memory that the process ever held, as Linux tells it. */
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IllegalStateException("no VmHWM of " + name);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
