// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.config.SettingsException;
import io.entrawatch.job.EntrawatchJob;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A replay of days past, against a real broker. The traffic lies between 15 and 17 January. */
@ExtendWith(SharedServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackfillIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String GROUP = "backfill-live";

  private KafkaBroker kafka;
  private final List<String> said = new ArrayList<>();
  private Map<String, Revision> expected;

  @BeforeAll
  void feed(KafkaBroker shared, @TempDir Path folder) throws Exception {
    kafka = shared;
    PlantedTraffic traffic = new PlantedTraffic(11, 8_000);
    feed("backfill-sign-ins", traffic);
    topic("backfill-alerts");
    expected = Expected.of(traffic, folder);
    assertThat(day(expected, "2026-01-16")).hasSizeGreaterThan(10);
    assertThat(day(expected, "2026-01-17")).hasSizeGreaterThan(5);
  }

  private void feed(String topic, PlantedTraffic traffic) throws Exception {
    kafka.createTopic(topic, PlantedTraffic.PARTITIONS, Map.of("retention.ms", "-1"));
    try (Feeder feeder = new Feeder(kafka.bootstrap(), topic)) {
      feeder.start(traffic.constant(), 1_000_000).get(60, TimeUnit.SECONDS);
      feeder.start(traffic.end(), 1_000_000).get(60, TimeUnit.SECONDS);
    }
  }

  private void topic(String name) {
    kafka.createTopic(name, 1, Map.of("retention.ms", "-1"));
  }

  private JobExecutionResult backfill(String signIns, String... more) throws Exception {
    List<String> assignments =
        new ArrayList<>(
            List.of(
                "kafka.bootstrap-servers=" + kafka.bootstrap(),
                "kafka.group-id=" + GROUP,
                "kafka.topics.events=" + signIns,
                "kafka.topics.alerts=backfill-alerts"));
    assignments.addAll(List.of(more));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    EntrawatchJob.build(
        env, new SettingsParser(RuleCatalogueEntry.all(), Map.of()).parse(assignments), said::add);
    return env.execute();
  }

  private Map<String, Revision> alerts(String topic) {
    try (AlertsTopic alerts = new AlertsTopic(kafka.bootstrap(), topic)) {
      assertThat(alerts.all()).as("one revision an alert").hasSameSizeAs(alerts.highest().keySet());
      return alerts.highest();
    }
  }

  private static Map<String, Revision> day(Map<String, Revision> alerts, String day) {
    return alerts.values().stream()
        .filter(a -> a.document().at("/entrawatch/period/start").asText().startsWith(day))
        .collect(Collectors.toMap(Revision::id, a -> a, (a, b) -> a, TreeMap::new));
  }

  @Test
  void theWholeHistoryGivesTheAlertsOfTheLiveJobUnderTheirIds() throws Exception {
    topic("backfill-all");
    backfill(
        "backfill-sign-ins",
        "backfill.from=earliest",
        "backfill.to=2026-01-20T00:00:00Z",
        "backfill.into=backfill-all");
    assertThat(Verdict.problems("shadow", expected, alerts("backfill-all"))).isEmpty();
  }

  @Test
  void amongTheLiveAlertsComesOnlyWhatTheRangeHoldsWhole() throws Exception {
    JobExecutionResult result =
        backfill(
            "backfill-sign-ins",
            "backfill.from=2026-01-16T12:00:00Z",
            "backfill.to=2026-01-17T12:00:00Z",
            "backfill.live=true");
    Map<String, Revision> whole = day(expected, "2026-01-16");
    assertThat(Verdict.problems("live", whole, alerts("backfill-alerts"))).isEmpty();
    long cut = result.<Long>getAccumulatorResult(EntrawatchJob.BACKFILLED_CUT);
    assertThat(result.<Long>getAccumulatorResult(EntrawatchJob.BACKFILLED_WHOLE))
        .isEqualTo(whole.size());
    assertThat(result.<Long>getAccumulatorResult(EntrawatchJob.BACKFILLED_NOT_ASKED)).isPositive();
    assertThat(cut).isBetween(1L, (long) day(expected, "2026-01-17").size());
    assertThat(result.<List<String>>getAccumulatorResult(EntrawatchJob.BACKFILLED_CUT_NAMES))
        .hasSize((int) cut)
        .allSatisfy(name -> assertThat(name).contains(" 2026-01-17T00:00:00.000Z"));
    assertThat(said)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("begins at 2026-01-15T10:29:00Z", "an alert holds all sign-ins"))
        .anySatisfy(line -> assertThat(line).contains("are left out"));
  }

  @Test
  void aRangeThatIsStillToComeIsRefused() {
    topic("backfill-future");
    assertThatThrownBy(
            () ->
                backfill(
                    "backfill-sign-ins",
                    "backfill.from=2999-01-01T00:00:00Z",
                    "backfill.into=backfill-future"))
        .hasMessageContaining("2999-01-01T00:00:00Z is still to come");
  }

  @Test
  void inAShadowTopicWhatTheRangeCutsThroughStaysOpen() throws Exception {
    topic("backfill-day");
    backfill(
        "backfill-sign-ins",
        "backfill.from=2026-01-17T00:00:00Z",
        "backfill.to=2026-01-17T12:00:00Z",
        "backfill.into=backfill-day");
    Map<String, Revision> open = alerts("backfill-day");
    assertThat(open).isNotEmpty();
    assertThat(day(expected, "2026-01-17").keySet()).containsAll(open.keySet());
    assertThat(open.values())
        .allSatisfy(
            alert -> {
              assertThat(alert.closed()).isFalse();
              assertThat(alert.revision() % 2).isZero();
              assertThat(alert.revision()).isLessThan(expected.get(alert.id()).revision());
            });
  }

  @Test
  void whatTheBrokerNoLongerKeepsMakesNoAlertThatPassesForWhole() throws Exception {
    topic("backfill-short");
    feed("backfill-expired", new PlantedTraffic(11, 8_000));
    try (Admin admin = kafka.admin()) {
      RecordsToDelete firstDay = RecordsToDelete.beforeOffset(700);
      Map<TopicPartition, RecordsToDelete> all =
          new TreeMap<>(Comparator.comparing(TopicPartition::partition));
      for (int i = 0; i < PlantedTraffic.PARTITIONS; i++) {
        all.put(new TopicPartition("backfill-expired", i), firstDay);
      }
      admin.deleteRecords(all).all().get(30, TimeUnit.SECONDS);
    }
    backfill(
        "backfill-expired",
        "backfill.from=earliest",
        "backfill.to=2026-01-20T00:00:00Z",
        "backfill.into=backfill-short");
    Map<String, Revision> found = alerts("backfill-short");
    assertThat(day(found, "2026-01-16").values()).isNotEmpty().noneMatch(Revision::closed);
    assertThat(Verdict.problems("whole", day(expected, "2026-01-17"), day(found, "2026-01-17")))
        .isEmpty();
  }

  @Test
  void offsetsNameARangeToo() throws Exception {
    topic("backfill-offsets");
    backfill(
        "backfill-sign-ins",
        "backfill.from=offsets:0=0,1=0,2=0",
        "backfill.to=offsets:0=1900,1=1900,2=1900,3=1900",
        "backfill.into=backfill-offsets");
    Map<String, Revision> found = alerts("backfill-offsets");
    assertThat(Verdict.problems("whole", day(expected, "2026-01-15"), day(found, "2026-01-15")))
        .isEmpty();
    assertThat(found.values()).anyMatch(Revision::closed).anyMatch(alert -> !alert.closed());
  }

  @Test
  void anOffsetInAPartitionThatIsNotThereEndsTheStartWithOneLine() {
    topic("backfill-nowhere");
    assertThatThrownBy(
            () ->
                backfill(
                    "backfill-sign-ins",
                    "backfill.from=offsets:0=0",
                    "backfill.to=offsets:0=1900,12=500",
                    "backfill.into=backfill-nowhere"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("backfill.to: offsets:12=500: backfill-sign-ins has no partition 12");
  }

  @Test
  void filesStandForTheTopic(@TempDir Path folder) throws Exception {
    topic("backfill-files");
    new PlantedTraffic(11, 8_000).write(folder.resolve("export.ndjson"));
    backfill(
        "backfill-sign-ins",
        "backfill.input=" + folder,
        "backfill.from=2026-01-14T00:00:00Z",
        "backfill.to=2026-01-20T00:00:00Z",
        "backfill.into=backfill-files");
    assertThat(Verdict.problems("files", expected, alerts("backfill-files"))).isEmpty();
  }

  @Test
  void noConsumerGroupIsTouched() throws Exception {
    topic("backfill-groups");
    backfill(
        "backfill-sign-ins", "backfill.from=2026-01-17T00:00:00Z", "backfill.into=backfill-groups");
    try (Admin admin = kafka.admin()) {
      assertThat(admin.listGroups().all().get(30, TimeUnit.SECONDS))
          .extracting(GroupListing::groupId)
          .doesNotContain(GROUP);
      assertThat(
              admin
                  .listConsumerGroupOffsets(GROUP)
                  .partitionsToOffsetAndMetadata()
                  .get(30, TimeUnit.SECONDS))
          .isEmpty();
    }
  }

  @Test
  void aTopicThatIsNotThereEndsTheStartWithOneLine() {
    assertThatThrownBy(
            () -> backfill("backfill-sign-ins", "backfill.from=earliest", "backfill.into=nowhere"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no topic nowhere");
  }
}
