// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.platform.Topic;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  /** Whoever reads the dead letters has the refused alert as it is on the topic of alerts. */
  @Override
  public List<String> problems(Stage stage) {
    JsonNode last = null;
    Set<String> dead = new TreeSet<>();
    for (var letter : Topic.read(stage.site().kafka, Site.topic("dead-letters"))) {
      JsonNode json = Revision.json(letter.value());
      dead.add(json.at("/reason").asText() + " " + json.at("/alert/id").asText());
      last = json;
    }
    stage.report().say("dead letters: %s", dead);
    if (!dead.equals(Set.of("elasticsearch-refused " + proxy.refused()))) {
      return List.of("dead letters: " + dead + " instead of that of " + proxy.refused());
    }
    Revision buried = Revision.of(Base64.getDecoder().decode(last.get("bytes").asText()), 0);
    try (AlertsTopic alerts = stage.site().alerts()) {
      Revision told = alerts.highest().get(proxy.refused());
      return told.document().equals(buried.document())
          ? List.of()
          : List.of("the dead letter differs:\n  " + buried + "\n  " + told);
    }
  }

  @Override
  public void end() {
    proxy.close();
  }
}
