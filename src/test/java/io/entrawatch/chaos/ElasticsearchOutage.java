// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.time.Duration;

/** Elasticsearch is stopped and started again; neither alerts nor checkpoints may feel it. */
record ElasticsearchOutage(Duration length) implements Disturbance {
  @Override
  public void during(Stage stage) {
    long begin = System.currentTimeMillis();
    stage.pass(Duration.ofSeconds(60));
    stage.report().say("before: %s", latencies(stage, begin));
    stage.site().elasticsearch.stop();
    long down = System.currentTimeMillis();
    stage.report().say("stopped Elasticsearch; checkpoints %s", stage.checkpoints());
    stage.pass(length);
    stage.report().say("without it: %s", latencies(stage, down));
    stage.report().say("checkpoints %s", stage.checkpoints());
    stage.site().elasticsearch.startAgain();
    long up = System.currentTimeMillis();
    stage.report().say("Elasticsearch is back; %d restarts of the job", stage.site().restarts());
    stage.pass(Duration.ofSeconds(40));
    stage.report().say("after: %s", latencies(stage, up));
  }

  private static Latencies latencies(Stage stage, long since) {
    try (AlertsTopic alerts = stage.site().alerts()) {
      return Latencies.of(alerts.all(), stage.feeder().sentAt(), since);
    }
  }
}
