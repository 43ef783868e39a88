// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.entrawatch.alert.InertJson;
import io.entrawatch.event.Times;
import io.entrawatch.exceptions.ExceptionEntry;
import io.entrawatch.exceptions.SuppressedAlert;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;

/**
 * An alert that was held back as one JSON object on one line: {@code exception}, the entry as it
 * was written, and {@code alert}, the document as it would have left.
 */
public final class SuppressedJson implements SerializationSchema<SuppressedAlert> {
  private static final long serialVersionUID = 1L;

  private final Names names;
  private transient ObjectMapper json;

  /** Names as they are. */
  public SuppressedJson() {
    this(Names.PLAIN);
  }

  public SuppressedJson(Names names) {
    this.names = names;
  }

  @Override
  public void open(InitializationContext context) {
    json = new ObjectMapper();
  }

  @Override
  public byte[] serialize(SuppressedAlert suppressed) {
    ExceptionEntry entry = suppressed.by();
    ObjectNode root = json.createObjectNode();
    ObjectNode exception = root.putObject("exception");
    exception.put("id", entry.id());
    put(exception, "rule", entry.rules());
    put(exception, "user", entry.users().stream().map(names::name).toList());
    put(exception, "app", entry.apps());
    put(exception, "asn", entry.asns());
    put(exception, "network", entry.networks());
    put(exception, "user_agent", entry.userAgents());
    exception.put("author", entry.author());
    exception.put("reason", entry.reason());
    exception.put("expires", Times.iso(entry.expires()));
    root.putRawValue("alert", new RawValue(names.document(suppressed.alert().document())));
    try {
      return InertJson.bytes(json.writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static void put(ObjectNode node, String name, List<String> values) {
    if (!values.isEmpty()) {
      values.forEach(node.putArray(name)::add);
    }
  }
}
