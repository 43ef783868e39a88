// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchSettingsTest extends SettingsTestBase {
  private static final String HOSTS = "elasticsearch.hosts: https://es:9200\n";

  @Test
  void oneHostIsEnough() {
    ElasticsearchSettings settings = parse(HOSTS).elasticsearch().orElseThrow();
    assertThat(settings)
        .isEqualTo(
            new ElasticsearchSettings(
                java.util.List.of(URI.create("https://es:9200")),
                new ElasticsearchCredentials.None(),
                null,
                "entrawatch-alerts",
                100_000,
                500,
                5 * 1024 * 1024));
  }

  @Test
  void anEmptyListOfHostsIsNoSinkWhateverElseIsSet() {
    assertThat(parse(HOSTS + "elasticsearch.index-prefix: x", "elasticsearch.hosts=[]"))
        .isEqualTo(set());
  }

  @Test
  void settingsOfASinkThatThereIsNotAreRefused() {
    errorOfSet("elasticsearch.index-prefix=x").contains("elasticsearch.hosts is not");
  }

  @Test
  void anApiKeyOrAUserSaysWhoTheJobIs() {
    assertThat(parse(HOSTS, "elasticsearch.api-key=${env:TOKEN}").elasticsearch())
        .map(ElasticsearchSettings::credentials)
        .contains(new ElasticsearchCredentials.ApiKey(new Secret("hunter2")));
    String user = HOSTS + "elasticsearch.username: u\n";
    assertThat(parse(user, "elasticsearch.password=${env:TOKEN}").elasticsearch())
        .map(ElasticsearchSettings::credentials)
        .contains(new ElasticsearchCredentials.Basic("u", new Secret("hunter2")));
    errorOf(user).contains("go together");
    errorOf(user, "elasticsearch.password=${env:TOKEN}", "elasticsearch.api-key=${env:TOKEN}")
        .contains("exclude each other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"es:9200", "ftp://es", "https://u:hunter2@es:9200", "https://", "https://e s"})
  void aHostThatIsNoPlainUrlIsRefusedUnseen(String host) {
    errorOfSet("elasticsearch.hosts=" + host).contains("elasticsearch.hosts").doesNotContain("@es");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs-entrawatch", "logs-entrawatch-default", "logs-"})
  void anIndexThatWouldBeADataStreamIsRefused(String prefix) {
    errorOf(HOSTS, "elasticsearch.index-prefix=" + prefix).contains(prefix, "logs-*-*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Alerts", "-x", "_x", "a/b", "a*", "a,b", ".."})
  void aNameThatElasticsearchWouldNotTakeIsRefused(String prefix) {
    errorOf(HOSTS, "elasticsearch.index-prefix=" + prefix).contains("start of an index name");
  }

  @Test
  void anIndexWithLogsInItsNameIsFineWhereNoDataStreamMatches() {
    assertThat(parse(HOSTS, "elasticsearch.index-prefix=logs").elasticsearch()).isPresent();
    assertThat(parse(HOSTS, "elasticsearch.index-prefix=my-logs-x-y").elasticsearch()).isPresent();
  }

  @Test
  void theBufferHoldsMoreThanOneRequest() {
    errorOf(HOSTS, "elasticsearch.max-buffered=500").contains("more than one bulk request");
    errorOf(HOSTS, "elasticsearch.bulk-alerts=0").contains("elasticsearch.bulk-alerts is 0");
  }

  @Test
  void certificatesToTrustNeedTls() {
    errorOfSet("elasticsearch.hosts=http://es", "elasticsearch.ca-file=/ca.pem").contains("https");
  }
}
