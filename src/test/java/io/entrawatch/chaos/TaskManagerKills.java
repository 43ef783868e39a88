// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.util.ArrayList;
import java.util.List;

/** {@code kill -9} of a TaskManager at random moments; another one takes its place. */
record TaskManagerKills(int times) implements Disturbance {
  @Override
  public void during(Stage stage) {
    List<String> alive = new ArrayList<>(List.of("tm1", "tm2"));
    for (int i = 1; i <= times; i++) {
      stage.passBetween(1, 8);
      String victim = alive.remove(stage.random().nextInt(alive.size()));
      stage.site().flink.killTaskManager(victim);
      String next = "spare" + i;
      stage.site().flink.startTaskManagers(List.of(next));
      alive.add(next);
      stage.site().flink.awaitRunningWithout(stage.site().job(), victim);
      stage.report().say("killed TaskManager %s (%d of %d), runs again", victim, i, times);
    }
  }
}
