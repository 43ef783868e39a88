// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.config.SettingsException;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job's own main against a real broker and a real Elasticsearch. */
@ExtendWith(SharedServers.class)
class EntrawatchJobIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(strict())
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir private Path temporary;

  private static Configuration strict() {
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return strict;
  }

  @Test
  void signInsOnTheTopicBecomeAlertsOnTheTopicAndUnderTheSameIdsInTheIndex(
      KafkaBroker kafka, ElasticsearchNode elasticsearch) throws Exception {
    Installation installation = new Installation("job", kafka, elasticsearch);
    Path settings = installation.settings(temporary);
    Thread job =
        new Thread(
            () -> {
              try {
                EntrawatchJob.main(new String[] {"--config", settings.toString()});
              } catch (Exception ended) {
                // The cluster goes away under it when the test is over.
              }
            });
    job.start();

    installation.playDemo();
    Map<String, JsonNode> alerts = installation.awaitAlerts(Installation.demosAlerts().size());
    assertThat(Installation.ruleAndUser(alerts)).isEqualTo(Installation.demosAlerts());
    Map<String, JsonNode> indexed = installation.awaitIndexed(alerts.keySet());
    indexed.forEach(
        (id, document) -> assertThat(document.at("/entrawatch/alert/id").asText()).isEqualTo(id));

    installation.produce("{\"no\": \"JSON");
    JsonNode deadLetter = installation.awaitDeadLetter();
    assertThat(deadLetter.get("reason").asText()).isEqualTo("not-json");
    assertThat(
            new String(
                Base64.getDecoder().decode(deadLetter.get("bytes").asText()),
                StandardCharsets.UTF_8))
        .isEqualTo("{\"no\": \"JSON");
    job.interrupt();
  }

  @Test
  void aMissingTopicStopsTheStartWithOneLine(KafkaBroker kafka) throws Exception {
    Path settings =
        Files.writeString(
            temporary.resolve("missing.yaml"),
            "kafka: {bootstrap-servers: \"%s\", topics: {events: not-there}}"
                .formatted(kafka.bootstrap()));
    assertThatThrownBy(() -> EntrawatchJob.main(new String[] {"--config", settings.toString()}))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no topic")
        .hasMessageContaining("not-there");
  }
}
