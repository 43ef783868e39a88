// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.deploy.MetricFiles;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.FlinkCluster;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.Ports;
import io.entrawatch.platform.Scrape;
import io.entrawatch.platform.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.GlobalConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar, submitted by Flink's own command line to a cluster of several processes. */
@ExtendWith(SharedServers.class)
class ClusterIT {
  private static final int PROCESSES = 5;

  /** The count by category begins with the first one. */
  private static final String OTHER_LOG =
      "{\"time\":\"2026-01-15T08:00:00Z\",\"category\":\"AuditLogs\","
          + "\"operationName\":\"Update user\"}";

  @TempDir private Path temporary;

  @Test
  void theJarThatIsShippedRunsOnACluster(KafkaBroker kafka, ElasticsearchNode elasticsearch)
      throws Exception {
    Installation installation = new Installation("cluster", kafka, elasticsearch);
    Path settings = installation.settings(temporary);
    Map<String, String> conf =
        new TreeMap<>(GlobalConfiguration.loadConfiguration("flink-conf").toMap());
    int port = Ports.free();
    conf.put("metrics.reporter.prom.port", port + "-" + (port + PROCESSES));
    conf.put("execution.checkpointing.interval", "2 s");
    conf.put("execution.checkpointing.min-pause", "1 s");
    try (FlinkCluster flink = FlinkCluster.start(2, conf)) {
      String job =
          flink.run(
              List.of("-p", "2"),
              Path.of("target", "entrawatch.jar").toAbsolutePath(),
              List.of("--config", settings.toString()));
      flink.awaitRunning(job);
      installation.playDemo();
      Map<String, JsonNode> alerts = installation.awaitAlerts(Installation.demosAlerts().size());
      assertThat(Installation.ruleAndUser(alerts)).isEqualTo(Installation.demosAlerts());
      installation.awaitIndexed(alerts.keySet());
      installation.produce(OTHER_LOG);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> checkMetrics(Scrape.names(Scrape.of(port, port + PROCESSES))));
    }
  }

  private static void checkMetrics(Set<String> shown) throws IOException {
    for (String name : MetricFiles.named()) {
      assertThat(shown).as(name).anyMatch(metric -> metric.matches(name));
    }
  }
}
