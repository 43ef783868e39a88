// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.config.References;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest extends SettingsTestBase {
  private static final String KAFKA =
      "kafka.bootstrap-servers: broker:9092\nkafka.topics.events: sign-ins\n";
  private static final String JAAS = "kafka.properties.sasl.jaas.config";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elasticsearch.api-key",
        "elasticsearch.password",
        "kafka.properties.sasl.jaas.config",
        "kafka.consumer.ssl.truststore.password",
        "kafka.properties.ssl.keystore.password",
        "kafka.producer.ssl.key.password",
        "kafka.properties.ssl.keystore.key",
        "kafka.properties.listener.name.ssl.keystore.key",
        "kafka.properties.sasl.oauthbearer.client.credentials.client.secret",
        "kafka.properties.sasl.oauthbearer.assertion.private.key.passphrase",
        "kafka.consumer.sasl.oauthbearer.assertion.private.key.passphrase"
      })
  void aSecretInClearIsRefusedUnseen(String key) {
    errorOf(KAFKA + "elasticsearch.hosts: http://es\nelasticsearch.username: u", key + "=hunter2")
        .isEqualTo(key + " holds a secret in clear; use ${env:NAME} or ${file:/path} for it");
  }

  @Test
  void whatKafkaItselfTakesForAPasswordIsASecret() {
    for (ConfigDef definition :
        List.of(
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            AdminClientConfig.configDef())) {
      List<String> passwords =
          definition.configKeys().values().stream()
              .filter(key -> key.type == ConfigDef.Type.PASSWORD)
              .map(key -> key.name)
              .toList();
      assertThat(passwords)
          .contains("ssl.key.password")
          .allMatch(name -> OptionCatalogue.isSecret("kafka.properties." + name));
    }
  }

  @Test
  void theKeyOfPseudonymsIsASecretOfSomeLength() {
    String key = "alerts.pseudonymise.key";
    errorOf(KAFKA, key + "=hunter2").contains(key, "holds a secret in clear");
    errorOf(KAFKA, key + "=${env:TOKEN}")
        .isEqualTo(key + " is too short; it must have at least 32 characters");
  }

  @Test
  void aSecretComesFromTheEnvironmentOrAFile() {
    Path file = write("token", "hunter2\n");
    Map<String, String> properties =
        clientProperties(
            "kafka.properties.ssl.key.password=${env:TOKEN}",
            "kafka.properties.ssl.keystore.password=${file:" + file + "}");
    assertThat(properties)
        .isEqualTo(Map.of("ssl.key.password", "hunter2", "ssl.keystore.password", "hunter2"));
  }

  @Test
  void onlyTheTrailingLineEndsOfAFileAreDropped() {
    Path file = write("token", " a\nb \r\n\n");
    assertThat(clientProperties("kafka.properties.ssl.key.password=${file:" + file + "}"))
        .containsEntry("ssl.key.password", " a\nb ");
  }

  @Test
  void aReferenceMayStandInALongerText() {
    assertThat(
            clientProperties(
                JAAS + "=Plain required username=\"$ConnectionString\" password=\"${env:TOKEN}\";"))
        .containsEntry(
            "sasl.jaas.config",
            "Plain required username=\"$ConnectionString\" password=\"hunter2\";");
    assertThat(set("alerts.period=${env:TOKEN}0m".replace("${env:TOKEN}", "3")).alerts().period())
        .hasMinutes(30);
  }

  @Test
  void aPasswordInClearBesideAReferenceIsRefused() {
    errorOf(KAFKA, JAAS + "=Plain required username=\"${env:TOKEN}\" password=\"hunter2\";")
        .contains(JAAS, "in clear");
    errorOf(KAFKA, JAAS + "=Plain required username=\"${env:TOKEN}\" password=hunter2;")
        .contains(JAAS, "in clear");
  }

  @Test
  void aQuoteInAPasswordDoesNotEndTheTextAroundIt() {
    String awkward = "a\"b\\c; evil=\"$1";
    String jaas =
        new References(Map.of("P", awkward), OptionCatalogue::isSecret)
            .resolve(JAAS, "org.x.Plain required username=\"u\" password=\"${env:P}\";");
    Map<String, ?> options =
        JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(jaas)))
            .configurationEntries()
            .get(0)
            .getOptions();
    assertThat(options).isEqualTo(Map.of("username", "u", "password", awkward));
  }

  @Test
  void aWholeConfigurationMayComeFromAFile() {
    Path file = write("jaas", "Plain required password=\"hunter2\";\n");
    assertThat(clientProperties(JAAS + "=${file:" + file + "}"))
        .containsEntry("sasl.jaas.config", "Plain required password=\"hunter2\";");
  }

  @Test
  void aReferenceThatLeadsNowhereIsRefused() {
    String key = "kafka.properties.ssl.key.password";
    errorOf(KAFKA, key + "=${env:NONE}")
        .isEqualTo(key + ": the environment variable NONE is not set or empty; set it");
    errorOf(KAFKA, key + "=${env:BLANK}").contains("BLANK is not set or empty");
    errorOf(KAFKA, key + "=${file:/none/at/all}").contains(key, "/none/at/all cannot be read");
    errorOf(KAFKA, key + "=${file:" + write("empty", "\n") + "}").contains("is empty");
    errorOf(KAFKA, key + "=${vault:x}").contains("no reference \"vault:x\"", "${env:NAME}");
    errorOf(KAFKA, key + "=${env:TOKEN").contains("not closed");
  }

  @Test
  void anyValueMayBeAReferenceAndIsNotShownWhenItIsWrong() {
    assertThat(parse(KAFKA, "kafka.group-id=g-${env:TOKEN}").requireKafka().source().groupId())
        .isEqualTo("g-hunter2");
    errorOfSet("input.idleness=${env:TOKEN}").contains("input.idleness: \"${env:TOKEN}\" is not");
  }

  @Test
  void settingsNeverPrintASecret() {
    Settings settings =
        parse(
            KAFKA + "elasticsearch.hosts: https://es\nelasticsearch.api-key: ${env:TOKEN}\n",
            "kafka.properties.ssl.key.password=${env:TOKEN}",
            "kafka.properties.x=${env:TOKEN}");
    assertThat(settings.toString()).contains("ssl.key.password", "***").doesNotContain("hunter2");
    assertThat(
            parse("elasticsearch: {hosts: 'https://es', username: u, password: '${env:TOKEN}'}")
                .toString())
        .contains("user=u")
        .doesNotContain("hunter2");
  }

  private Map<String, String> clientProperties(String... assignments) {
    return parse(KAFKA, assignments).requireKafka().sink().properties().values();
  }
}
