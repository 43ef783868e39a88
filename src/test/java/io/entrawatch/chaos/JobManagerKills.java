// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import io.entrawatch.platform.ZooKeeper;
import java.nio.file.Path;
import java.util.Map;

/** {@code kill -9} of the JobManager, whose jobs ZooKeeper keeps; another one takes its place. */
record JobManagerKills(int times, ZooKeeper zooKeeper, Path storage) implements Disturbance {
  @Override
  public Map<String, String> flinkSettings() {
    return Map.of(
        "high-availability.type", "zookeeper",
        "high-availability.zookeeper.quorum", zooKeeper.quorum(),
        "high-availability.zookeeper.client.session-timeout", "5000",
        "high-availability.cluster-id", "chaos",
        "high-availability.storageDir", storage.toUri().toString());
  }

  @Override
  public void during(Stage stage) {
    for (int i = 1; i <= times; i++) {
      stage.passBetween(5, 20);
      stage.site().flink.killJobManager();
      stage.site().flink.startJobManager();
      stage.site().flink.awaitRunning(stage.site().job());
      stage.report().say("killed the JobManager (%d of %d), the job runs again", i, times);
    }
  }

  @Override
  public void end() {
    zooKeeper.close();
  }
}
