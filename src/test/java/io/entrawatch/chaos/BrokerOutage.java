// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.time.Duration;
import java.util.List;

/** The broker is stopped and started again. */
record BrokerOutage(Duration length) implements Disturbance {
  private static final int LOOKS = 6;

  @Override
  public void during(Stage stage) {
    stage.passBetween(10, 20);
    stage.site().kafka.stop();
    stage.report().say("stopped the broker");
    stage.pass(length);
    stage.site().kafka.startAgain();
    stage.report().say("the broker is back; %d restarts of the job", stage.site().restarts());
    for (int i = 0; i < LOOKS; i++) {
      stage.pass(Duration.ofSeconds(5));
      List<String> ended = stage.site().flink.startEndedTaskManagers();
      if (!ended.isEmpty()) {
        stage.report().say("%s had ended by themselves and were started again", ended);
      }
    }
    stage.site().flink.awaitRunning(stage.site().job());
    stage.report().say("the job runs; %d restarts", stage.site().restarts());
  }
}
