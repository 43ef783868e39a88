// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.EntrawatchJob;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Exceptions on a topic of a real broker. */
@ExtendWith(SharedServers.class)
class ExceptionsIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(strict())
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final String ENTRY =
      """
      {"user":"%s","author":"jane","reason":"a test","expires":"2030-01-01"}
      """;

  @TempDir private Path temporary;

  private static Configuration strict() {
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return strict;
  }

  @Test
  void whatTheTopicAllowsGoesToItsOwnTopicFromTheFirstAlertOn(
      KafkaBroker kafka, ElasticsearchNode elasticsearch) throws Exception {
    Installation installation = new Installation("exceptions", kafka, elasticsearch);
    String allowed = Installation.demosAlerts().iterator().next().split(" ", 2)[1];
    installation.produceException("gone", ENTRY.formatted(allowed));
    installation.produceException("gone", null);
    installation.produceException("broken", "{\"rule\":\"no-such\"}");
    installation.produceException("known", ENTRY.formatted(allowed));
    Path settings = installation.settingsWithExceptions(temporary);
    Thread job = start(settings);

    installation.playDemo();
    Set<String> held = alertsOf(allowed, true);
    Set<String> left = alertsOf(allowed, false);
    Map<String, JsonNode> alerts = installation.awaitAlerts(left.size());
    assertThat(Installation.ruleAndUser(alerts)).isEqualTo(left);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(installation.suppressed())
                    .isEqualTo(
                        held.stream()
                            .map(a -> a + " by known")
                            .collect(Collectors.toCollection(TreeSet::new))));

    installation.produceException("live", ENTRY.formatted("eve@corp.example"));
    int[] session = {0};
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              installation.produce(phish(session[0]++));
              return installation.suppressed().stream().anyMatch(s -> s.endsWith("by live"));
            });
    job.interrupt();
  }

  private static Set<String> alertsOf(String user, boolean of) throws Exception {
    return Installation.demosAlerts().stream()
        .filter(a -> a.endsWith(" " + user) == of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Thread start(Path settings) {
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
    return job;
  }

  /** A phish of Eve in a session of its own; the demo's watermark is of the same day. */
  private static String[] phish(int session) {
    return new String[] {
      signIn(session, "1", "SignInLogs", "Mozilla/5.0"),
      signIn(session, "2", "SignInLogs", "Mozilla/5.0"),
      signIn(session, "3", "NonInteractiveUserSignInLogs", "curl/8.7.1")
    };
  }

  private static String signIn(int session, String id, String category, String agent) {
    return """
        {"@timestamp":"2026-01-16T10:00:00Z","event.ingested":"2026-01-16T10:00:0%sZ",\
        "event.category":"authentication","event.dataset":"azure.signinlogs",\
        "data_stream.dataset":"azure.signinlogs","source.ip":"192.0.2.1",\
        "azure.signinlogs.category":"%s","azure.signinlogs.identity":"Eve",\
        "azure.signinlogs.properties.id":"%d-%s","user_agent.original":"%s",\
        "azure.signinlogs.properties.session_id":"s-%d",\
        "azure.signinlogs.properties.user_principal_name":"eve@corp.example",\
        "azure.signinlogs.properties.original_transfer_method":"deviceCodeFlow"}"""
        .formatted(id, category, session, id, agent, session);
  }
}
