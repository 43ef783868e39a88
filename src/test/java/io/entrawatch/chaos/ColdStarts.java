// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The job is cancelled, and started again as for the first time: with no more than what its
 * consumer group has committed.
 */
final class ColdStarts implements Disturbance {
  private final int times;

  ColdStarts(int times) {
    this.times = times;
  }

  @Override
  public void during(Stage stage) {
    for (int i = 0; i < times; i++) {
      stage.awaitCheckpoints(1);
      stage.passBetween(1, 10);
      stage.site().cancel();
      stage.site().submit(2, null, "kafka.start=committed");
      stage.report().say("cancelled, and started again without state");
    }
  }

  @Override
  public List<String> problems(Stage stage) {
    try (AlertsTopic alerts = stage.site().alerts()) {
      return goneDown(alerts.all());
    }
  }

  /** What a reader of the compacted topic would see go down, a line each. */
  static List<String> goneDown(List<Revision> revisions) {
    Map<String, Long> highest = new HashMap<>();
    return revisions.stream()
        .filter(
            revision ->
                highest.merge(revision.id(), revision.revision(), Math::max) > revision.revision())
        .map(revision -> "Kafka: down to %d: %s".formatted(revision.revision(), revision.id()))
        .toList();
  }
}
