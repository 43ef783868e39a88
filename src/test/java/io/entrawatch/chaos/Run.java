// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One run: constant traffic, a disturbance, and the question whether the final alerts are those of
 * an undisturbed run.
 */
final class Run {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final PlantedTraffic traffic;
  private final long seed;
  private final int perSecond;
  private final Report report;

  /**
   * @param seconds how long sign-ins arrive
   * @param report takes a line for what happens
   */
  Run(long seed, int seconds, int perSecond, Consumer<String> report) throws Exception {
    this.report = new Report(report);
    this.traffic = new PlantedTraffic(seed, seconds * perSecond);
    this.seed = seed;
    this.perSecond = perSecond;
  }

  /**
   * Plays it.
   *
   * @param site whose servers run
   * @return what is wrong, a line each
   */
  List<String> play(Site site, Disturbance disturbance, Path folder) throws Exception {
    CompletableFuture<Map<String, Revision>> undisturbed =
        CompletableFuture.supplyAsync(() -> expected(folder));
    try (Feeder feeder = new Feeder(site.kafka.bootstrap(), Site.topic("sign-ins"));
        AlertsTopic alerts = site.alerts()) {
      Stage before =
          new Stage(
              site, feeder, new Random(seed), CompletableFuture.completedFuture(null), report);
      disturbance.before(before);
      site.submit(2, null);
      Map<String, Revision> expected = undisturbed.get(3, TimeUnit.MINUTES);
      report.say("undisturbed, detect finds %d alerts; the job runs", expected.size());
      Stage stage =
          new Stage(
              site, feeder, before.random(), feeder.start(traffic.constant(), perSecond), report);
      disturbance.during(stage);
      stage.fed().get(15, TimeUnit.MINUTES);
      feeder.start(traffic.end(), perSecond).get(1, TimeUnit.MINUTES);
      report.say("all %,d sign-ins are on the topic", feeder.sentAt().size());
      Set<String> refused = disturbance.refused();
      List<String> problems = verdict(site, alerts, expected, refused);
      disturbance.afterwards(stage);
      problems.addAll(verdict(site, alerts, expected, refused));
      problems.addAll(disturbance.problems(stage));
      report.say(
          "%d revisions on the topic; %s",
          alerts.all().size(),
          problems.isEmpty()
              ? "all final alerts are as they should be"
              : problems.size() + " wrong");
      return problems;
    } finally {
      disturbance.end();
    }
  }

  private Map<String, Revision> expected(Path folder) {
    try {
      return Expected.of(traffic, folder);
    } catch (Exception e) {
      throw new IllegalStateException("what is expected could not be computed", e);
    }
  }

  private List<String> verdict(
      Site site, AlertsTopic alerts, Map<String, Revision> expected, Set<String> refused) {
    List<String> problems = new ArrayList<>();
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> areThere(expected, alerts.highest()));
    } catch (ConditionTimeoutException e) {
      report.say("not all final alerts came within %s", PATIENCE);
    }
    problems.addAll(Verdict.problems("Kafka", expected, alerts.highest()));
    Map<String, Revision> indexed = new TreeMap<>(expected);
    indexed.keySet().removeAll(refused);
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptions()
          .until(() -> areThere(indexed, site.index().all()));
    } catch (ConditionTimeoutException e) {
      report.say("not all final alerts were indexed within %s", PATIENCE);
    }
    Map<String, Revision> found = site.index().all();
    found.keySet().removeAll(refused);
    problems.addAll(Verdict.problems("Elasticsearch", indexed, found));
    return problems;
  }

  private static boolean areThere(Map<String, Revision> expected, Map<String, Revision> found) {
    return expected.keySet().stream()
        .allMatch(id -> found.containsKey(id) && found.get(id).closed());
  }
}
