// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.job.EntrawatchJob;
import io.entrawatch.kafka.ClientProperties;
import io.entrawatch.kafka.KafkaSettings;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleSettingsTest {
  private static final Path EXAMPLES = Path.of("docs", "examples");

  private static final Map<String, String> SECRETS =
      Map.of("ENTRAWATCH_ELASTICSEARCH_API_KEY", "key", "EVENT_HUBS_CONNECTION_STRING", "string");

  /** Those of the folder itself; below it are rule tests. */
  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theJobStartsWithEveryExample(Path example) {
    Settings settings =
        EntrawatchJob.settings(new String[] {"--config", example.toString()}, SECRETS);
    assertThat(settings.requireKafka().source().topics()).isNotEmpty();
  }

  @Test
  void theLocalStackMakesEveryTopicThatItsSettingsName() throws IOException {
    String stack = Files.readString(Path.of("docker-compose.yaml"));
    assertThat(stack).contains("./docs/examples/compose.yaml:/opt/entrawatch/settings.yaml:ro");
    Matcher made = Pattern.compile("for topic in ([^;]+);").matcher(stack);
    assertThat(made.find()).isTrue();
    KafkaSettings kafka = load("compose.yaml", Map.of()).requireKafka();
    List<String> named = new ArrayList<>(kafka.source().topics());
    named.add(kafka.sink().alertsTopic());
    named.add(kafka.sink().deadLettersTopic());
    named.add(kafka.sink().lateTopic());
    assertThat(made.group(1).split(" ")).containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void thePlainExampleLoads() {
    Settings settings = load("entrawatch.yaml", Map.of("ENTRAWATCH_ELASTICSEARCH_API_KEY", "key"));
    assertThat(settings.requireKafka().source().bootstrapServers())
        .isEqualTo("kafka-1:9092,kafka-2:9092");
    assertThat(settings.elasticsearch()).isPresent();
  }

  @Test
  void theEventHubsExampleLoadsAndItsClientsSignInWithTheConnectionString() {
    String connection = "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKey=a+b/c=";
    KafkaSettings kafka =
        load("event-hubs.yaml", Map.of("EVENT_HUBS_CONNECTION_STRING", connection)).requireKafka();
    Properties properties = kafka.source().properties().toProperties();
    assertThat(properties)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "PLAIN");
    var login =
        JaasContext.loadClientContext(
                Map.of(
                    "sasl.jaas.config", new Password(properties.getProperty("sasl.jaas.config"))))
            .configurationEntries()
            .get(0);
    assertThat(login.getLoginModuleName()).isEqualTo(PlainLoginModule.class.getName());
    assertThat(login.getOptions())
        .isEqualTo(Map.of("username", "$ConnectionString", "password", connection));
  }

  @Test
  void everyPropertyOfTheEventHubsExampleIsOneThatKafkaKnows() {
    KafkaSettings kafka =
        load("event-hubs.yaml", Map.of("EVENT_HUBS_CONNECTION_STRING", "x")).requireKafka();
    assertKnown(kafka.source().properties(), ConsumerConfig.configNames());
    assertKnown(kafka.sink().properties(), ProducerConfig.configNames());
  }

  private static void assertKnown(ClientProperties properties, Set<String> known) {
    assertThat(known).containsAll(properties.values().keySet());
  }

  private static Settings load(String example, Map<String, String> environment) {
    return new SettingsParser(RuleCatalogueEntry.all(), environment)
        .parse(EXAMPLES.resolve(example), List.of());
  }
}
