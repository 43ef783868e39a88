// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.platform.ElasticsearchNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The alerts as Elasticsearch holds them. */
record AlertsIndex(ElasticsearchNode node, String prefix) {
  /** By id. */
  Map<String, Revision> all() {
    Map<String, Revision> byId = new TreeMap<>();
    node.call("POST", "/" + prefix + "-*/_refresh", "");
    String answer = node.call("GET", "/" + prefix + "-*/_search?size=10000&version=true", "");
    for (JsonNode hit : Revision.json(answer.getBytes(StandardCharsets.UTF_8)).at("/hits/hits")) {
      Revision revision = Revision.of(hit.get("_source"), 0);
      if (hit.get("_version").asLong() != revision.revision()) {
        throw new IllegalStateException("the version is not the revision: " + hit);
      }
      byId.put(hit.get("_id").asText(), revision);
    }
    return byId;
  }
}
