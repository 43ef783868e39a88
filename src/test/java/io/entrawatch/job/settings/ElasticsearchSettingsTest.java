// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.sink.elasticsearch.client.Delivery;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchCredentials;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.sink.elasticsearch.client.IndexTemplate;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchSettingsTest extends SettingsTestBase {
  private static final String HOSTS = "elasticsearch.hosts: https://es:9200\n";

  /** 151 characters. */
  private static final String LONG =
      "alerts-of-a-department-with-a-very-long-name-and-of-all-its-subsidiaries-"
          + "alerts-of-a-department-with-a-very-long-name-and-of-all-its-subsidiaries-alert";

  @Test
  void oneHostIsEnough() {
    ElasticsearchSettings settings = parse(HOSTS).elasticsearch().orElseThrow();
    assertThat(settings)
        .isEqualTo(
            new ElasticsearchSettings(
                java.util.List.of(URI.create("https://es:9200")),
                new ElasticsearchCredentials.Anonymous(),
                null,
                "entrawatch-alerts",
                IndexTemplate.INSTALL,
                new Delivery(
                    100_000, 500, 5 * 1024 * 1024, Duration.ofSeconds(1), Duration.ofMinutes(1))));
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
        .contains(new ElasticsearchCredentials.ApiKey("hunter2"));
    String user = HOSTS + "elasticsearch.username: u\n";
    assertThat(parse(user, "elasticsearch.password=${env:TOKEN}").elasticsearch())
        .map(ElasticsearchSettings::credentials)
        .contains(new ElasticsearchCredentials.Basic("u", "hunter2"));
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
  @ValueSource(
      strings = {
        "logs-entrawatch",
        "logs-entrawatch-default",
        "logs-",
        "metrics-x",
        "traces-",
        "synthetics-a-b",
        "profiling-x"
      })
  void anIndexThatWouldBeADataStreamIsRefused(String prefix) {
    errorOf(HOSTS, "elasticsearch.index-prefix=" + prefix)
        .contains("\"" + prefix + "\"", prefix.split("-")[0] + "-*-*, a data stream");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Alerts", "-x", "_x", "a/b", "a*", "a b", "a,b", "..", LONG + "s"})
  void aNameThatElasticsearchWouldNotTakeIsRefused(String prefix) {
    errorOf(HOSTS, "elasticsearch.index-prefix=" + prefix).contains("start of an index name");
  }

  @Test
  void anIndexWithLogsInItsNameIsFineWhereNoDataStreamMatches() {
    assertThat(parse(HOSTS, "elasticsearch.index-prefix=logs").elasticsearch()).isPresent();
    assertThat(parse(HOSTS, "elasticsearch.index-prefix=my-logs-x-y").elasticsearch()).isPresent();
  }

  @Test
  void theLongestNameThatFitsIsTaken() {
    assertThat(parse(HOSTS, "elasticsearch.index-prefix=" + LONG).elasticsearch()).isPresent();
  }

  @Test
  void hostsOfOneClusterHaveOnePath() {
    errorOfSet("elasticsearch.hosts=https://a:9200,https://b:9200/es")
        .isEqualTo(
            "elasticsearch.hosts: b:9200 has another path than a:9200; they are nodes of one"
                + " cluster, give all of them the same path or none");
    assertThat(set("elasticsearch.hosts=https://a:9200/es,https://b:9200/es/").elasticsearch())
        .isPresent();
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
