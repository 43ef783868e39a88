// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.FlinkCluster;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the chaos suite, see docs/chaos.md. */
@ExtendWith(SharedServers.class)
@Tag("full")
class ChaosFullIT {
  private static final int SECONDS = 15;
  private static final int PER_SECOND = 200;

  @TempDir private Path folder;

  @Test
  void aKilledTaskManagerAnotherParallelismAndAStartWithoutStateCannotBeSeenInTheFinalAlerts(
      KafkaBroker kafka, ElasticsearchNode elasticsearch) throws Exception {
    try (FlinkCluster flink = FlinkCluster.start(2, Site.flinkSettings())) {
      Site site = new Site(kafka, elasticsearch, flink, folder, "at-least-once");
      Run run = new Run(3, SECONDS, PER_SECOND, line -> {});
      assertThat(run.play(site, new KillRescaleAndForget(), folder)).isEmpty();
    }
  }

  private record KillRescaleAndForget() implements Disturbance {
    @Override
    public void during(Stage stage) {
      stage.awaitCheckpoints(1);
      new TaskManagerKills(1).during(stage);
      stage.site().submit(1, stage.site().stop());
      new ColdStarts(1).during(stage);
    }
  }
}
