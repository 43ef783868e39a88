// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.util.List;

/** The job is stopped with a savepoint and goes on with half, and with double, as many subtasks. */
final class Rescaling implements Disturbance {
  @Override
  public void during(Stage stage) {
    stage.site().flink.startTaskManagers(List.of("tm3", "tm4"));
    for (int parallelism : new int[] {1, 4}) {
      stage.passBetween(10, 20);
      String savepoint = stage.site().stop();
      stage.site().submit(parallelism, savepoint);
      stage.report().say("stopped with a savepoint, runs again with %d subtasks", parallelism);
    }
    stage.passBetween(10, 20);
  }
}
