// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.sink.elasticsearch.ElasticsearchSink;
import io.entrawatch.sink.elasticsearch.FakeDeadAlerts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchOutputTest {
  @TempDir Path folder;

  @Test
  void shouldNeverPrintASecret() {
    ElasticsearchSettings key =
        output("https://es:9200", new ElasticsearchCredentials.ApiKey("s3cret"));
    ElasticsearchSettings user =
        output("https://es:9200", new ElasticsearchCredentials.Basic("entrawatch", "s3cret"));

    assertThat(key.toString()).contains("ApiKey[****]").doesNotContain("s3cret");
    assertThat(user.toString()).contains("entrawatch").doesNotContain("s3cret");
  }

  @Test
  void shouldTravelToTheTaskManagersAsPartOfItsSink() throws Exception {
    assertThatCode(
            () ->
                InstantiationUtil.clone(
                    new ElasticsearchSink(prefixed("soc-alerts"), new FakeDeadAlerts.None())))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldPutATemplateForItsOwnPlainIndexesOnly() throws Exception {
    JsonNode template = new ObjectMapper().readTree(AlertTemplate.forPrefix("soc-alerts"));

    assertThat(template.path("index_patterns").toString()).isEqualTo("[\"soc-alerts-*\"]");
    assertThat(template.has("data_stream")).isFalse();
  }

  @Test
  void shouldNameACaFileThatCannotBeUsed() throws Exception {
    Path missing = folder.resolve("missing.pem");
    Path nonsense = Files.writeString(folder.resolve("ca.pem"), "not a certificate");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");

    assertThatThrownBy(() -> PinnedCa.trusting(missing))
        .isInstanceOf(FatalElasticsearchException.class)
        .hasMessageContaining("missing.pem, cannot be used: it cannot be read");
    assertThatThrownBy(() -> PinnedCa.trusting(nonsense)).hasMessageContaining("ca.pem");
    assertThatThrownBy(() -> PinnedCa.trusting(empty)).hasMessageContaining("holds no certificate");
  }

  @Test
  void shouldRefuseABufferThatDoesNotHoldABatch() {
    assertThatThrownBy(
            () -> new Delivery(9, 10, 1000, Duration.ofSeconds(1), Duration.ofSeconds(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must hold a batch of 10 alerts");
    assertThat(Delivery.buffering(100_000).maxBuffered()).isEqualTo(100_000);
  }

  private static ElasticsearchSettings prefixed(String prefix) {
    return new ElasticsearchSettings(
        List.of(URI.create("http://es:9200")),
        new ElasticsearchCredentials.Anonymous(),
        null,
        prefix,
        IndexTemplate.INSTALL,
        Delivery.buffering(100_000));
  }

  private static ElasticsearchSettings output(String host, ElasticsearchCredentials credentials) {
    return new ElasticsearchSettings(
        List.of(URI.create(host)),
        credentials,
        null,
        ElasticsearchSettings.DEFAULT_INDEX_PREFIX,
        IndexTemplate.LEAVE,
        Delivery.buffering(100_000));
  }
}
