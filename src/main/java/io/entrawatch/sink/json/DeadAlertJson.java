// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import io.entrawatch.sink.elasticsearch.DeadAlert;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializationSchema;

/**
 * An alert that Elasticsearch did not get, as a dead letter: one JSON object on one line with
 * {@code reason}, {@code detail} and {@code bytes} as every dead letter has them, {@code alert.id},
 * {@code alert.revision} and the {@code index}.
 */
public final class DeadAlertJson implements SerializationSchema<DeadAlert> {
  private static final long serialVersionUID = 1L;

  private final FieldsJson json = new FieldsJson();

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
    return json.bytes(fields);
  }
}
