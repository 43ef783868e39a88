// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.chaos.PlantedTraffic.Arriving;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of a job's state when the job goes on as another one: of a later release, with other
 * rules, with other windows.
 */
@ExtendWith(SharedServers.class)
class SavepointIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final Path GOLDEN = Path.of("src/test/resources/savepoints");
  private static final String SIGN_INS = "sign-ins.ndjson.gz";
  private static final String IDS = "alerts.txt";
  private static final String[] WITHOUT_RETUNED = {"rules.device-code-retuned.enabled=false"};

  @TempDir Path folder;

  private final KafkaBroker kafka;
  private final ElasticsearchNode elasticsearch;

  SavepointIT(KafkaBroker kafka, ElasticsearchNode elasticsearch) {
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
  }

  static List<Path> releases() throws IOException {
    try (Stream<Path> releases = Files.list(GOLDEN)) {
      return releases.sorted().toList();
    }
  }

  private static List<Arriving> before(PlantedTraffic traffic) {
    return traffic.constant().subList(0, traffic.constant().size() / 2);
  }

  private static void feedTheRest(LiveJob job, PlantedTraffic traffic) throws Exception {
    job.feed(traffic.constant().subList(before(traffic).size(), traffic.constant().size()));
    job.feed(traffic.end());
  }

  /** The writer beside the reader: run when a release is made, see CONTRIBUTING.md. */
  @Test
  @EnabledIfSystemProperty(named = "entrawatch.write-savepoint", matches = ".+")
  void writesTheGoldenSavepoint() throws Exception {
    String release = System.getProperty("entrawatch.write-savepoint");
    Path golden = GOLDEN.resolve(release);
    PlantedTraffic traffic = new PlantedTraffic(5, 900, 40, 900);
    Files.createDirectories(golden);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(golden.resolve(SIGN_INS)))) {
      traffic.write(folder.resolve("plain"));
      Files.copy(folder.resolve("plain"), out);
    }
    Map<String, Revision> expected = Expected.of(traffic, folder);
    Files.write(golden.resolve(IDS), expected.keySet());
    try (LiveJob job = new LiveJob(kafka, elasticsearch, "golden-" + release)) {
      job.feed(before(traffic));
      job.start(2);
      job.awaitReadAndAddNothing();
      Path written = Path.of(URI.create(job.stop(folder.resolve("savepoint"))));
      try (Stream<Path> files = Files.list(written)) {
        assertThat(files).as("all of it in one file").hasSize(1);
      }
      Files.copy(
          written.resolve("_metadata"),
          golden.resolve("_metadata"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void incidentsThatAreOpenInAnEarlierReleasesSavepointEndAsIfNothingHadHappened(Path golden)
      throws Exception {
    PlantedTraffic traffic = PlantedTraffic.read(lines(golden.resolve(SIGN_INS)));
    Map<String, Revision> expected = Expected.of(traffic, folder);
    assertThat(expected.keySet())
        .as("an alert's id is for ever")
        .containsExactlyElementsOf(Files.readAllLines(golden.resolve(IDS)));
    try (LiveJob job = new LiveJob(kafka, elasticsearch, "golden-" + golden.getFileName())) {
      job.feed(before(traffic));
      job.resume(golden.toUri().toString(), false, 4);
      feedTheRest(job, traffic);
      Map<String, Revision> found = job.awaitFinal(unfinished(expected, traffic));
      assertThat(Verdict.problems("Kafka", unfinished(expected, traffic), found))
          .allMatch(problem -> problem.startsWith("Kafka: extra"));
      assertThat(expected.keySet()).containsAll(found.keySet());
      assertThat(Verdict.problems("Kafka", only(expected, found), found)).isEmpty();
    }
  }

  private static List<String> lines(Path packed) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(packed)), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }

  private static Map<String, Revision> only(
      Map<String, Revision> alerts, Map<String, Revision> others) {
    return alerts.values().stream()
        .filter(alert -> others.containsKey(alert.id()))
        .collect(Collectors.toMap(Revision::id, alert -> alert, (a, b) -> a, TreeMap::new));
  }

  /** The alerts that had something to come when the job was stopped. */
  private static Map<String, Revision> unfinished(
      Map<String, Revision> expected, PlantedTraffic traffic) {
    Instant stopped =
        Instant.ofEpochMilli(before(traffic).get(before(traffic).size() - 1).timestamp());
    return expected.values().stream()
        .filter(
            alert ->
                Instant.parse(alert.document().at("/entrawatch/period/end").asText())
                    .isAfter(stopped))
        .collect(Collectors.toMap(Revision::id, alert -> alert, (a, b) -> a, TreeMap::new));
  }

  @Test
  void aRuleThatIsAddedBeginsBesideTheOthersAndOneThatIsSwitchedOffLeavesThemAlone()
      throws Exception {
    PlantedTraffic traffic = new PlantedTraffic(6, 3_000);
    Map<String, Revision> expected = Expected.of(traffic, folder);
    Map<String, Revision> others = without(expected, "device-code-retuned");
    try (LiveJob job = new LiveJob(kafka, elasticsearch, "added-rule")) {
      job.start(2, WITHOUT_RETUNED);
      job.feed(before(traffic));
      job.awaitRead();
      String three = job.stop(folder.resolve("savepoints"));
      job.resume(three, false, 4);
      feedTheRest(job, traffic);
      Map<String, Revision> found = job.awaitFinal(others);
      assertThat(Verdict.problems("others", others, without(found, "device-code-retuned")))
          .isEmpty();
      assertThat(found).as("the new rule's").hasSizeGreaterThan(others.size());
      assertThat(expected.keySet()).containsAll(found.keySet());

      String four = job.stop(folder.resolve("savepoints"));
      assertThatThrownBy(() -> runsWith(job, four, false)).isNotNull();
      assertThat(runsWith(job, four, true)).isTrue();
    }
  }

  private static boolean runsWith(LiveJob job, String savepoint, boolean mayLose) throws Exception {
    job.resume(savepoint, mayLose, 2, WITHOUT_RETUNED);
    job.awaitRunning();
    return true;
  }

  private static Map<String, Revision> without(Map<String, Revision> alerts, String rule) {
    return alerts.values().stream()
        .filter(alert -> !alert.document().at("/rule/id").asText().equals(rule))
        .collect(Collectors.toMap(Revision::id, alert -> alert, (a, b) -> a, TreeMap::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules.device-code-concurrent.size=15m",
        "rules.device-code-concurrent.size=630s rules.device-code-concurrent.slide=30s"
      })
  void aRuleWhoseWindowChangesLooksThroughTheNewOneAtWhatComesFromThenOn(String settings)
      throws Exception {
    String[] other = settings.split(" ");
    PlantedTraffic traffic = new PlantedTraffic(7, 3_000);
    String name = "other-window-" + other.length;
    Map<String, Revision> expected = Expected.of(traffic, folder, other);
    Instant stopped =
        Instant.ofEpochMilli(before(traffic).get(before(traffic).size() - 1).timestamp());
    try (LiveJob job = new LiveJob(kafka, elasticsearch, name)) {
      job.start(2);
      job.feed(before(traffic));
      job.awaitRead();
      String savepoint = job.stop(folder.resolve("savepoints"));
      job.resume(savepoint, false, 2, other);
      feedTheRest(job, traffic);
      Map<String, Revision> after =
          expected.values().stream()
              .filter(
                  alert ->
                      Instant.parse(alert.document().at("/entrawatch/first_seen").asText())
                          .isAfter(stopped))
              .collect(Collectors.toMap(Revision::id, alert -> alert, (a, b) -> a, TreeMap::new));
      assertThat(after).hasSizeGreaterThan(10);
      Map<String, Revision> found = job.awaitFinal(after);
      assertThat(Verdict.problems("after", after, only(found, after))).isEmpty();
      assertThat(without(found, "device-code-concurrent"))
          .as("the other rules' have lost nothing")
          .hasSameSizeAs(without(expected, "device-code-concurrent"));
      assertThat(found.values()).allMatch(Revision::closed);
    }
  }
}
