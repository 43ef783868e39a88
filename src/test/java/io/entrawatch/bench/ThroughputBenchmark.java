// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.platform.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How many records a second the job gets through, beside a job that reads and throws away and
 * beside other ways to run the rules: the same topics on a real broker, one subtask each, every
 * contender a process of its own that stays alive, passes interleaved.
 *
 * <p>Each figure is net of a pass over a short topic, made right before, which takes what starting
 * costs. The first rounds warm up and do not count. The last column is the most memory that the
 * process has held so far, in this scenario or one before.
 *
 * <pre>bin/entrawatch bench [ROUNDS [MEGABYTES [SCENARIO...]]]</pre>
 *
 * <p>{@code -Dentrawatch.bench.contenders=ceiling,entrawatch} leaves the others out.
 */
public final class ThroughputBenchmark {
  private static final int SHORT = 1_000;
  private static final int WARM_UP = 4;

  /** The records' times are of another year. */
  private static final Map<String, String> TOPIC_SETTINGS =
      Map.of("max.message.bytes", "4194304", "retention.ms", "-1");

  private static final Path REPORT = Path.of("target/bench/throughput.json");

  /** What is measured: a topic, and who reads it. */
  private record Scenario(String name, BenchTopic topic, List<String> contenders) {}

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario(
              "ecs-3k-1",
              new BenchTopic(3_100, 1, 0, false),
              List.of(
                  "ceiling",
                  "entrawatch",
                  "entrawatch-x2",
                  "flink-sql",
                  "kafka-streams",
                  "elasticsearch")),
          new Scenario(
              "ecs-11k-1",
              new BenchTopic(11_000, 1, 0, false),
              List.of("ceiling", "entrawatch", "flink-sql", "kafka-streams", "elasticsearch")),
          new Scenario(
              "raw-3k-1", new BenchTopic(3_100, 1, 50, false), List.of("ceiling", "entrawatch")),
          new Scenario(
              "raw-11k-1", new BenchTopic(11_000, 1, 50, false), List.of("ceiling", "entrawatch")),
          new Scenario(
              "ecs-3k-0.1", new BenchTopic(3_100, 0.1, 0, false), List.of("ceiling", "entrawatch")),
          new Scenario(
              "ecs-3k-10",
              new BenchTopic(3_100, 10, 0, false),
              List.of("ceiling", "entrawatch", "entrawatch-10s")),
          new Scenario(
              "ecs-11k-0.1",
              new BenchTopic(11_000, 0.1, 0, false),
              List.of("ceiling", "entrawatch")),
          new Scenario(
              "ecs-11k-10", new BenchTopic(11_000, 10, 0, false), List.of("ceiling", "entrawatch")),
          new Scenario(
              "raw-3k-0.1",
              new BenchTopic(3_100, 0.1, 50, false),
              List.of("ceiling", "entrawatch")),
          new Scenario(
              "raw-3k-10", new BenchTopic(3_100, 10, 50, false), List.of("ceiling", "entrawatch")),
          new Scenario(
              "flood",
              new BenchTopic(3_100, 100, 0, true),
              List.of("ceiling", "entrawatch", "entrawatch-10s")));

  /** A pass, net of what starting costs. */
  private record Pass(int records, double seconds, double cpuSeconds, long residentBytes) {
    double perSecond() {
      return records / seconds;
    }

    double cpuPerMillion() {
      return cpuSeconds / records * 1e6;
    }
  }

  private final KafkaBroker kafka;
  private final int rounds;
  private final long bytes;
  private final Map<String, Contestant> contestants = new LinkedHashMap<>();
  private final List<Map<String, Object>> report = new ArrayList<>();

  private ThroughputBenchmark(KafkaBroker kafka, int rounds, long megabytes) {
    this.kafka = kafka;
    this.rounds = rounds;
    this.bytes = megabytes * 1_000_000;
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    long megabytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 12_000;
    List<String> names =
        Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length);
    try (KafkaBroker kafka = KafkaBroker.start()) {
      ThroughputBenchmark benchmark = new ThroughputBenchmark(kafka, rounds, megabytes);
      try {
        for (Scenario scenario : SCENARIOS) {
          if (names.isEmpty() || names.contains(scenario.name())) {
            benchmark.run(scenario);
          }
        }
      } finally {
        benchmark.contestants.values().forEach(Contestant::close);
      }
    }
  }

  private void run(Scenario scenario) throws Exception {
    int records = (int) (bytes / scenario.topic().sizeBytes());
    String topic = "sign-ins-" + scenario.name();
    for (String name : List.of(topic, topic + "-short")) {
      kafka.createTopic(name, BenchTopic.PARTITIONS, TOPIC_SETTINGS);
    }
    scenario.topic().fill(kafka.bootstrap(), topic, records);
    scenario.topic().fill(kafka.bootstrap(), topic + "-short", SHORT);
    Map<String, List<Pass>> passes = new LinkedHashMap<>();
    for (int round = 1 - WARM_UP; round <= rounds; round++) {
      for (String name : contenders(scenario)) {
        Pass pass = pass(name, topic, records);
        System.err.printf(
            "%s, round %d, %s: %,.0f records/s, %.2f CPU s per million%n",
            scenario.name(), round, name, pass.perSecond(), pass.cpuPerMillion());
        if (round > 0) {
          passes.computeIfAbsent(name, n -> new ArrayList<>()).add(pass);
        }
      }
    }
    print(scenario, records, passes);
    try (var admin = kafka.admin()) {
      admin.deleteTopics(List.of(topic, topic + "-short")).all().get();
    }
  }

  private static List<String> contenders(Scenario scenario) {
    String only = System.getProperty("entrawatch.bench.contenders");
    return only == null
        ? scenario.contenders()
        : scenario.contenders().stream().filter(List.of(only.split(","))::contains).toList();
  }

  private Contestant contestant(String name) {
    return contestants.computeIfAbsent(name, n -> Contestant.start(n, kafka.bootstrap()));
  }

  private Pass pass(String name, String topic, int records) throws Exception {
    Contestant contestant = contestant(name);
    double[] empty = contestant.read(topic + "-short");
    double[] full = contestant.read(topic);
    int read =
        name.equals("elasticsearch") ? Math.min(records, ElasticsearchContender.MOST) : records;
    return new Pass(read, full[0] - empty[0], full[1] - empty[1], contestant.residentBytes());
  }

  private void print(Scenario scenario, int records, Map<String, List<Pass>> passes)
      throws Exception {
    System.out.printf("%n%s: %,d records%n", scenario.topic().description(), records);
    System.out.printf(
        "%-15s %12s %26s %14s %12s %12s %8s%n",
        "", "records/s", "(least .. most)", "CPU s/million", "of ceiling", "records", "MB");
    List<Pass> ceiling = passes.get("ceiling");
    for (Map.Entry<String, List<Pass>> entry : passes.entrySet()) {
      List<Pass> own = entry.getValue();
      double[] rates = sorted(own, Pass::perSecond);
      double cpu = median(sorted(own, Pass::cpuPerMillion));
      double[] ratios = new double[own.size()];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = own.get(i).perSecond() / ceiling.get(i).perSecond();
      }
      Arrays.sort(ratios);
      System.out.printf(
          "%-15s %,12.0f %26s %14.2f %11.1f%% %,12d %,8d%n",
          entry.getKey(),
          median(rates),
          "(%,.0f .. %,.0f)".formatted(rates[0], rates[rates.length - 1]),
          cpu,
          median(ratios) * 100,
          own.get(0).records(),
          own.get(own.size() - 1).residentBytes() >> 20);
      report.add(
          Map.of(
              "scenario",
              scenario.name(),
              "records",
              own.get(0).records(),
              "contender",
              entry.getKey(),
              "records_per_second",
              rates,
              "cpu_seconds_per_million",
              cpu,
              "most_resident_bytes",
              own.get(own.size() - 1).residentBytes(),
              "ratios_to_ceiling",
              ratios));
    }
    Files.createDirectories(REPORT.getParent());
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(REPORT.toFile(), report);
  }

  private static double[] sorted(List<Pass> passes, ToDoubleFunction<Pass> figure) {
    return passes.stream().mapToDouble(figure).sorted().toArray();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
