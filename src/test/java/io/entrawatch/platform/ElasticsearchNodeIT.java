// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class ElasticsearchNodeIT {
  private static final String BULK =
      """
      {"index":{}}
      {"user":"ada","source":{"ip":"203.0.113.7"}}
      {"index":{}}
      {"user":"ada","source":{"ip":"203.0.113.8"}}
      {"index":{}}
      {"user":"bob","source":{"ip":"203.0.113.9"}}
      """;

  @Test
  void whatIsIndexedIsFoundByEsql(ElasticsearchNode node) {
    index(node, "platform-esql");

    String answer = countByUser(node, "platform-esql");

    assertThat(answer).contains("\"values\":[[2,\"ada\"]]");
  }

  @Test
  void aRefusalIsSaidWithTheNodesOwnWords(ElasticsearchNode node) {
    assertThatThrownBy(() -> node.call("GET", "/platform-missing", ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("404")
        .hasMessageContaining("index_not_found_exception");
  }

  @Test
  void documentsOutliveTheNodesDeath() {
    try (ElasticsearchNode node = ElasticsearchNode.start()) {
      index(node, "platform-kept");

      node.kill();
      node.startAgain();

      assertThat(countByUser(node, "platform-kept")).contains("\"values\":[[2,\"ada\"]]");
    }
  }

  private static void index(ElasticsearchNode node, String index) {
    node.call(
        "PUT",
        "/" + index,
        """
        {"mappings":{"properties":{"user":{"type":"keyword"},"source.ip":{"type":"ip"}}}}
        """);
    String answer = node.call("POST", "/" + index + "/_bulk?refresh=true", BULK);
    assertThat(answer).contains("\"errors\":false");
  }

  private static String countByUser(ElasticsearchNode node, String index) {
    return node.call(
        "POST",
        "/_query",
        """
        {"query":"from %s | stats n = count_distinct(source.ip) by user | where n > 1"}
        """
            .formatted(index));
  }
}
