// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The check of the start against a real Elasticsearch without TLS and security. */
@ExtendWith(SharedServers.class)
class ElasticsearchAccessIT {
  private static Optional<String> check(String host) throws FatalElasticsearchException {
    return ElasticsearchAccess.check(
        new ElasticsearchSettings(
            List.of(URI.create(host)),
            new ElasticsearchCredentials.Anonymous(),
            null,
            ElasticsearchSettings.DEFAULT_INDEX_PREFIX,
            IndexTemplate.INSTALL,
            Delivery.buffering(100_000)));
  }

  @Test
  void anElasticsearchWithoutSecurityIsAskedForNothing(ElasticsearchNode node) throws Exception {
    assertThat(check(node.url())).isEmpty();
  }

  @Test
  void httpsAgainstPlainHttpIsToldAsThat(ElasticsearchNode node) throws Exception {
    String host = node.url().replace("http:", "https:");
    assertThat(check(host).orElseThrow())
        .startsWith("elasticsearch.hosts: " + host + " does not speak TLS; write http");
  }
}
