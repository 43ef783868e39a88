// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.time.Duration;
import java.util.Map;

/**
 * The job is set back, first to an old savepoint, then to the very beginning, and tells all again
 * to where it has told it before.
 */
final class Replay implements Disturbance {
  /** In seconds. */
  private static final int QUIET = 15;

  private static final int LIMIT = 180;

  private String old;

  @Override
  public void during(Stage stage) {
    stage.passBetween(15, 25);
    old = stage.site().stop();
    stage.site().submit(2, old);
    stage.report().say("took a savepoint");
  }

  @Override
  public void afterwards(Stage stage) {
    replay(stage, old, "the old savepoint");
    replay(stage, null, "the beginning");
  }

  private static void replay(Stage stage, String from, String name) {
    stage.site().stop();
    Map<String, Revision> before = stage.site().index().all();
    try (AlertsTopic alerts = stage.site().alerts()) {
      int told = alerts.all().size();
      stage.site().submit(2, from);
      awaitQuiet(stage, before, alerts, told);
      stage.report().say("from %s, %d revisions were told again", name, alerts.all().size() - told);
    }
  }

  /**
   * Until more has been told than before and nothing more comes; meanwhile the index is watched.
   */
  private static void awaitQuiet(
      Stage stage, Map<String, Revision> before, AlertsTopic alerts, int told) {
    int last = told;
    int quiet = 0;
    for (int i = 0; i < LIMIT && (last == told || quiet < QUIET); i++) {
      stage.pass(Duration.ofSeconds(1));
      requireNothingBack(before, stage.site().index().all());
      int now = alerts.all().size();
      quiet = now == last ? quiet + 1 : 0;
      last = now;
    }
  }

  private static void requireNothingBack(Map<String, Revision> before, Map<String, Revision> now) {
    before.forEach(
        (id, alert) -> {
          if (!now.containsKey(id) || now.get(id).revision() < alert.revision()) {
            throw new IllegalStateException(id + " went back in Elasticsearch");
          }
        });
  }
}
