// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.FlinkCluster;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.ZooKeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Breaks an installation in many ways while sign-ins arrive, and asks after each whether the final
 * alerts are those of an undisturbed run. See src/it/chaos/run.sh and docs/chaos.md.
 */
public final class ChaosSuite {
  private static final int PER_SECOND = 200;
  private static final long DEFAULT_SEED = 1;

  /**
   * One way of breaking it.
   *
   * @param seconds how long sign-ins arrive
   */
  private record Scenario(int seconds, String delivery, Callable<Disturbance> disturbance) {}

  private ChaosSuite() {}

  private static Map<String, Scenario> scenarios() {
    Map<String, Scenario> all = new LinkedHashMap<>();
    all.put("none", at("at-least-once", 60, () -> stage -> {}));
    all.put("taskmanager", at("at-least-once", 280, () -> new TaskManagerKills(10)));
    all.put("taskmanager-exactly-once", at("exactly-once", 280, () -> new TaskManagerKills(10)));
    all.put("jobmanager", at("at-least-once", 150, ChaosSuite::jobManagerKills));
    all.put("jobmanager-exactly-once", at("exactly-once", 150, ChaosSuite::jobManagerKills));
    all.put("broker", at("at-least-once", 120, () -> new BrokerOutage(Duration.ofSeconds(60))));
    all.put(
        "broker-exactly-once",
        at("exactly-once", 120, () -> new BrokerOutage(Duration.ofSeconds(60))));
    all.put(
        "elasticsearch",
        at("at-least-once", 260, () -> new ElasticsearchOutage(Duration.ofSeconds(120))));
    all.put("elasticsearch-refusals", at("at-least-once", 100, ElasticsearchRefusals::new));
    all.put("rescale", at("at-least-once", 120, Rescaling::new));
    all.put("rescale-exactly-once", at("exactly-once", 120, Rescaling::new));
    all.put("cold-starts", at("at-least-once", 120, () -> new ColdStarts(5)));
    all.put("cold-starts-exactly-once", at("exactly-once", 120, () -> new ColdStarts(5)));
    all.put("replay", at("at-least-once", 60, Replay::new));
    all.put("checkpoints", at("at-least-once", 150, BadCheckpoints::new));
    return all;
  }

  private static Scenario at(String delivery, int seconds, Callable<Disturbance> disturbance) {
    return new Scenario(seconds, delivery, disturbance);
  }

  private static Disturbance jobManagerKills() throws Exception {
    return new JobManagerKills(3, ZooKeeper.start(), Files.createTempDirectory("entrawatch-ha"));
  }

  /**
   * Plays scenarios.
   *
   * @param arguments the name of one, or {@code all}; and a seed
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, Scenario> all = scenarios();
    String name = arguments.length > 0 ? arguments[0] : "all";
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : DEFAULT_SEED;
    if (!name.equals("all") && !all.containsKey(name)) {
      System.err.println(
          name + ": no such scenario; there are all, " + String.join(", ", all.keySet()));
      System.exit(2);
    }
    int failed = 0;
    for (String each : name.equals("all") ? all.keySet() : List.of(name)) {
      List<String> problems = problems(each, all.get(each), seed);
      problems.forEach(System.out::println);
      System.out.printf("%s  %s, seed %d%n%n", problems.isEmpty() ? "pass" : "FAIL", each, seed);
      failed += problems.isEmpty() ? 0 : 1;
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  /** A scenario that breaks off has failed; the others are played all the same. */
  private static List<String> problems(String name, Scenario scenario, long seed) {
    try {
      return play(name, scenario, seed);
    } catch (Exception e) {
      e.printStackTrace();
      return List.of("broken off: " + e.getMessage());
    }
  }

  private static List<String> play(String name, Scenario scenario, long seed) throws Exception {
    System.out.printf("%s, %s, seed %d%n", name, scenario.delivery(), seed);
    Path folder = Files.createTempDirectory("entrawatch-chaos");
    Disturbance disturbance = scenario.disturbance().call();
    Map<String, String> settings = new TreeMap<>(Site.flinkSettings());
    settings.putAll(disturbance.flinkSettings());
    try (KafkaBroker kafka = KafkaBroker.start();
        ElasticsearchNode elasticsearch = ElasticsearchNode.start();
        FlinkCluster flink = FlinkCluster.start(2, settings)) {
      Site site = new Site(kafka, elasticsearch, flink, folder, scenario.delivery());
      return new Run(seed, scenario.seconds(), PER_SECOND, System.out::println)
          .play(site, disturbance, folder);
    }
  }
}
