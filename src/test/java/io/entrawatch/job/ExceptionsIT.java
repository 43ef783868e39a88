// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectClusterClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
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

  /** A job that goes on would keep the slots of the next test's. */
  @AfterEach
  void cancelWhatStillRuns(@InjectClusterClient ClusterClient<?> cluster) throws Exception {
    for (JobStatusMessage job : cluster.listJobs().get()) {
      if (!job.getJobState().isGloballyTerminalState()) {
        cluster.cancel(job.getJobId()).get();
        cluster.requestJobResult(job.getJobId()).get(60, TimeUnit.SECONDS);
      }
    }
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
    assertThat(installation.opened()).containsExactlyInAnyOrderElementsOf(alerts.keySet());
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
              installation.produce(phish("eve", "s-" + session[0]++));
              return installation.suppressed().stream().anyMatch(s -> s.endsWith("by live"));
            });
    job.interrupt();
  }

  @Test
  void whatIsAllowedBeforeASavepointIsAfterItUnlessItWasWithdrawnMeanwhile(
      KafkaBroker kafka, ElasticsearchNode elasticsearch) throws Exception {
    Installation installation = new Installation("resumed-exceptions", kafka, elasticsearch);
    installation.produceException("known", ENTRY.formatted("ann@corp.example"));
    Settings settings =
        new SettingsParser(RuleCatalogueEntry.all(), Map.of())
            .parse(installation.settingsWithExceptions(temporary), List.of());
    JobClient before = run(settings, strict());
    installation.produceException("live", ENTRY.formatted("bob@corp.example"));
    installation.produceException("withdrawn", ENTRY.formatted("cat@corp.example"));
    awaitHeld(installation, "ann", "known");
    awaitHeld(installation, "bob", "live");
    awaitHeld(installation, "cat", "withdrawn");
    Configuration from = savepointOf(before);

    installation.produceException("withdrawn", null);
    installation.produceException("meanwhile", ENTRY.formatted("dan@corp.example"));
    run(settings, from);
    for (String user : List.of("ann", "bob", "cat", "dan")) {
      installation.produce(phish(user, "resumed-" + user));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(installation.heldSessions())
                  .contains(
                      "resumed-ann by known", "resumed-bob by live", "resumed-dan by meanwhile");
              assertThat(installation.alertedSessions()).contains("resumed-cat");
            });
    assertThat(installation.alertedSessions())
        .doesNotContain("resumed-ann", "resumed-bob", "resumed-dan");
  }

  @Test
  void anotherTopicOfExceptionsTakesThePlaceOfTheOneThatASavepointKnows(
      KafkaBroker kafka, ElasticsearchNode elasticsearch) throws Exception {
    Installation installation = new Installation("moved-exceptions", kafka, elasticsearch);
    String other = "moved-exceptions-other";
    kafka.createTopic(other, 1);
    Path file = installation.settingsWithExceptions(temporary);
    SettingsParser parser = new SettingsParser(RuleCatalogueEntry.all(), Map.of());
    JobClient before = run(parser.parse(file, List.of()), strict());
    installation.produceException("filler", ENTRY.formatted("nobody@corp.example"));
    installation.produceException("old", ENTRY.formatted("ann@corp.example"));
    awaitHeld(installation, "ann", "old");
    Configuration from = savepointOf(before);

    Settings moved = parser.parse(file, List.of("kafka.topics.exceptions=" + other));
    run(moved, from);
    installation.produceException(other, "new", ENTRY.formatted("bob@corp.example"));
    awaitHeld(installation, "bob", "new");
    installation.produce(phish("ann", "moved-ann"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> installation.alertedSessions().contains("moved-ann"));
    assertThat(installation.heldSessions()).noneMatch(held -> held.startsWith("moved-ann"));
  }

  /** Stops the job; what takes another one up from there. */
  private Configuration savepointOf(JobClient job) throws Exception {
    String savepoint =
        job.stopWithSavepoint(false, temporary.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    Configuration from = strict();
    from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    return from;
  }

  private static JobClient run(Settings settings, Configuration configuration) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    EntrawatchJob.build(env, settings, line -> {});
    return env.executeAsync();
  }

  /** A change of the list comes to the job by the way; so the user is phished until it has. */
  private static void awaitHeld(Installation installation, String user, String exception) {
    int[] session = {0};
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              installation.produce(phish(user, user + "-" + session[0]++));
              return installation.heldSessions().stream().anyMatch(s -> s.endsWith(exception));
            });
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

  /** A phish in a session of its own; the demo's watermark is of the same day. */
  private static String[] phish(String user, String session) {
    return new String[] {
      signIn(user, session, "1", "SignInLogs", "Mozilla/5.0"),
      signIn(user, session, "2", "SignInLogs", "Mozilla/5.0"),
      signIn(user, session, "3", "NonInteractiveUserSignInLogs", "curl/8.7.1")
    };
  }

  private static String signIn(
      String user, String session, String id, String category, String agent) {
    return """
        {"@timestamp":"2026-01-16T10:00:00Z","event.ingested":"2026-01-16T10:00:0%sZ",\
        "event.category":"authentication","event.dataset":"azure.signinlogs",\
        "data_stream.dataset":"azure.signinlogs","source.ip":"192.0.2.1",\
        "azure.signinlogs.category":"%s","azure.signinlogs.identity":"%s",\
        "azure.signinlogs.properties.id":"%s-%s","user_agent.original":"%s",\
        "azure.signinlogs.properties.session_id":"%s",\
        "azure.signinlogs.properties.user_principal_name":"%s@corp.example",\
        "azure.signinlogs.properties.original_transfer_method":"deviceCodeFlow"}"""
        .formatted(id, category, user, session, id, agent, session, user);
  }
}
