// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;

/** Elasticsearch is too busy for a while, and then takes one alert for no document. */
final class ElasticsearchRefusals implements Disturbance {
  private ElasticsearchProxy proxy;

  @Override
  public void before(Stage stage) throws Exception {
    proxy = new ElasticsearchProxy(stage.site().elasticsearch.url());
    stage.site().reachIndexBy(proxy.url());
  }

  @Override
  public void during(Stage stage) {
    stage.passBetween(10, 20);
    proxy.busy(true);
    stage.pass(Duration.ofSeconds(30));
    proxy.busy(false);
    stage.report().say("answered 429 for 30 s, %d times", proxy.turnedAway());
    stage.pass(Duration.ofSeconds(10));
    proxy.refuseOne();
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> proxy.refused() != null);
    stage.pass(Duration.ofSeconds(10));
    stage.report().say("refuses %s; %d restarts", proxy.refused(), stage.site().restarts());
  }

  @Override
  public Set<String> refused() {
    return Set.of(proxy.refused());
  }

  @Override
  public void end() {
    proxy.close();
  }
}
