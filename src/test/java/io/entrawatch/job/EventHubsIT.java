// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.config.SettingsException;
import io.entrawatch.job.JobTopics.Sent;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.traffic.DemoStory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The example settings for Azure Event Hubs, against a broker that asks for what Event Hubs asks
 * for: TLS, SASL/PLAIN, the user {@code $ConnectionString} and a connection string as password.
 */
class EventHubsIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String CONNECTION_STRING =
      "Endpoint=sb://namespace.servicebus.windows.net/;SharedAccessKeyName=entrawatch;"
          + "SharedAccessKey=c2VjcmV0LXNlY3JldC1zZWNyZXQ+/w==";

  private static KafkaBroker broker;

  @BeforeAll
  static void start() {
    broker = KafkaBroker.startSecured("$ConnectionString", CONNECTION_STRING);
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  /** The example, with the namespace replaced and the test's own authority trusted. */
  private static Settings settings(String password, JobTopics topics, String... more)
      throws Exception {
    String example = Files.readString(Path.of("docs/examples/event-hubs.yaml"));
    String namespace = "NAMESPACE.servicebus.windows.net:9093";
    assertThat(example).contains(namespace);
    Path file = Files.createTempFile("event-hubs", ".yaml");
    try {
      Files.writeString(file, example.replace(namespace, broker.securedBootstrap()));
      List<String> assignments = new ArrayList<>(topics.settings());
      assignments.addAll(List.of(more));
      return new SettingsParser(
              RuleCatalogueEntry.all(), Map.of("EVENT_HUBS_CONNECTION_STRING", password))
          .parse(file, assignments);
    } finally {
      Files.delete(file);
    }
  }

  private static String[] trusting() {
    return new String[] {
      "kafka.properties.ssl.truststore.type=PEM",
      "kafka.properties.ssl.truststore.location=" + broker.authority()
    };
  }

  @Test
  void theExampleSettingsReadSignInsAndWriteAlerts() throws Exception {
    JobTopics topics = new JobTopics(broker, "hub", 2);
    ByteArrayOutputStream story = new ByteArrayOutputStream();
    DemoStory.write(story);
    long day = Instant.parse("2026-01-17T00:00:00Z").toEpochMilli();
    topics.produce(
        story
            .toString(StandardCharsets.UTF_8)
            .lines()
            .map(line -> new Sent(Math.floorMod(line.hashCode(), 2), day, line))
            .toList());
    JobClient job = JobTopics.run(settings(CONNECTION_STRING, topics, trusting()));
    assertThat(topics.await("alerts", Installation.demosAlerts().size())).isNotEmpty();
    topics.produce(List.of(new Sent(0, day, "nonsense")));
    assertThat(topics.await("dead-letters", 1).get(0).get("reason").asText()).isEqualTo("not-json");
    job.cancel().get();
  }

  @Test
  void aWrongConnectionStringStopsTheStartWithOneLineThatDoesNotShowIt() throws Exception {
    JobTopics topics = new JobTopics(broker, "refused", 1);
    Settings settings = settings("Endpoint=sb://wrong;SharedAccessKey=hunter2", topics, trusting());
    assertThatThrownBy(() -> build(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(broker.securedBootstrap())
        .hasMessageContaining("SaslAuthenticationException")
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("\n");
  }

  @Test
  void anAuthorityThatIsNotTrustedStopsTheStart() throws Exception {
    JobTopics topics = new JobTopics(broker, "untrusted", 1);
    Settings settings = settings(CONNECTION_STRING, topics);
    assertThatThrownBy(() -> build(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("security settings");
  }

  @Test
  void theListenerTakesNoClientWithoutTls() throws Exception {
    JobTopics topics = new JobTopics(broker, "plain", 1);
    Settings settings =
        settings(CONNECTION_STRING, topics, "kafka.properties.security.protocol=SASL_PLAINTEXT");
    assertThatThrownBy(() -> build(settings)).isInstanceOf(SettingsException.class);
  }

  private static void build(Settings settings) {
    EntrawatchJob.build(StreamExecutionEnvironment.getExecutionEnvironment(), settings, line -> {});
  }
}
