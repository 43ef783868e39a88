// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Elasticsearch itself says what an address is and how it prints. */
@ExtendWith(SharedServers.class)
class IpAddressesIT {
  private static final List<String> TEXTS =
      List.of(
          "192.0.2.1",
          "192.0.2.01",
          "192.0.2",
          "192.0.2.256",
          " 192.0.2.1",
          "192.0.2.1%eth0",
          "2001:DB8:0:0::1",
          "::ffff:1.1.1.1",
          "::1.2.3.4",
          "::",
          "1:0:0:2:0:0:0:3",
          "fe80::1%eth0",
          "fe80::1%1",
          "FE80:0::1%wlan0.1",
          "fe80::1%",
          "%eth0",
          "fe80::1%%",
          "fe80::1%a%b",
          "fe80::1%é",
          "::ffff:1.1.1.1%eth0",
          "1:2:3:4:5:6:7:8%x",
          "fe80%eth0::1",
          "[fe80::1%eth0]",
          "fe80::1/64",
          "١٩٢.0.2.1",
          "c0ffee00-0000-0000-0000-000000000000");

  @Test
  void whatElasticsearchTakesForAnAddressWeTakeAndPrintAsItDoes(ElasticsearchNode node) {
    node.call("PUT", "/addresses", "{\"mappings\":{\"properties\":{\"ip\":{\"type\":\"ip\"}}}}");
    StringBuilder bulk = new StringBuilder();
    for (int i = 0; i < TEXTS.size(); i++) {
      bulk.append("{\"index\":{\"_id\":\"").append(i).append("\"}}\n");
      bulk.append("{\"ip\":\"").append(TEXTS.get(i)).append("\"}\n");
    }
    node.call("POST", "/addresses/_bulk?refresh=true", bulk.toString());
    JsonNode found =
        RuleHarness.json(
            node.call("GET", "/addresses/_search", "{\"size\":100,\"docvalue_fields\":[\"ip\"]}"));
    Map<String, String> theirs = new LinkedHashMap<>();
    TEXTS.forEach(text -> theirs.put(text, null));
    found
        .at("/hits/hits")
        .forEach(
            hit -> theirs.put(TEXTS.get(hit.get("_id").asInt()), hit.at("/fields/ip/0").asText()));
    Map<String, String> ours = new LinkedHashMap<>();
    TEXTS.forEach(text -> ours.put(text, IpAddresses.canonical(text)));
    assertThat(ours).isEqualTo(theirs);
  }
}
