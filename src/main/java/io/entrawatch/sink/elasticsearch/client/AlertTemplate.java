// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/** The index template of alerts: ECS types, for plain indexes {@code PREFIX-*} only. */
public final class AlertTemplate {
  private static final String RESOURCE = "index-template.json";

  private AlertTemplate() {}

  /** The template as JSON for indexes of that prefix. */
  static byte[] forPrefix(String indexPrefix) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    try (InputStream in = AlertTemplate.class.getResourceAsStream(RESOURCE)) {
      ObjectNode template = (ObjectNode) mapper.readTree(in);
      template.putArray("index_patterns").add(indexPrefix + "-*");
      return mapper.writeValueAsBytes(template);
    }
  }
}
