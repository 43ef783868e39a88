// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.chaos.PlantedTraffic.Arriving;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job that is started again without its state, with the settings of the shipped example. */
@ExtendWith(SharedServers.class)
class ColdStartIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final int STARTS = 3;
  private static final String[] COMMITTED = {"kafka.start=committed"};

  @TempDir Path folder;

  private final KafkaBroker kafka;
  private final ElasticsearchNode elasticsearch;

  ColdStartIT(KafkaBroker kafka, ElasticsearchNode elasticsearch) {
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
  }

  @Test
  void theAlertsAreThoseOfAJobThatWasNeverStoppedAndNoRevisionGoesDown() throws Exception {
    PlantedTraffic traffic = new PlantedTraffic(11, 900, 40, 900);
    Map<String, Revision> expected = Expected.of(traffic, folder);
    List<Arriving> all = traffic.constant();
    try (LiveJob job = new LiveJob(kafka, elasticsearch, "cold-start")) {
      for (int start = 0; start < STARTS; start++) {
        if (start > 0) {
          job.cancel();
        }
        job.start(start % 2 + 1, COMMITTED);
        int from = all.size() * start / STARTS;
        job.feed(all.subList(from, all.size() * (start + 1) / STARTS));
        job.awaitRead();
        job.awaitIndexed();
      }
      job.feed(traffic.end());
      assertThat(job.problems(expected)).isEmpty();
      assertThat(ColdStarts.goneDown(job.revisions())).isEmpty();
    }
  }

  @Test
  void noRevisionGoesDownWhereTheGroupHasCommittedNothing() throws Exception {
    PlantedTraffic traffic = new PlantedTraffic(12, 900, 40, 900);
    Map<String, Revision> expected = Expected.of(traffic, folder);
    try (LiveJob job = new LiveJob(kafka, elasticsearch, "no-places")) {
      job.start(1, COMMITTED);
      job.feed(traffic.constant());
      job.awaitRead();
      job.awaitIndexed();
      job.cancel();
      job.forgetPlaces();
      job.start(2, COMMITTED);
      job.feed(traffic.end());
      assertThat(job.problems(expected)).isEmpty();
      assertThat(ColdStarts.goneDown(job.revisions())).isEmpty();
    }
  }
}
