// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import io.entrawatch.sink.elasticsearch.DeadAlert;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.formats.json.JsonSerializationSchema;

/**
 * An alert that Elasticsearch did not get, as a dead letter: one JSON object on one line with
 * {@code reason}, {@code detail} and {@code bytes} as every dead letter has them, {@code alert.id},
 * {@code alert.revision} and the {@code index}.
 */
public final class DeadAlertJson implements SerializationSchema<DeadAlert> {
  private static final long serialVersionUID = 1L;

  private final JsonSerializationSchema<Map<String, Object>> json = new JsonSerializationSchema<>();

  @Override
  public void open(InitializationContext context) {
    json.open(context);
  }

  @Override
  public byte[] serialize(DeadAlert alert) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("reason", alert.reason().code());
    fields.put("detail", alert.detail());
    fields.put("bytes", alert.document());
    fields.put("alert", Map.of("id", alert.id(), "revision", alert.revision()));
    fields.put("index", alert.index());
    fields.values().removeIf(Objects::isNull);
    return InertJson.bytes(new String(json.serialize(fields), StandardCharsets.UTF_8));
  }
}
