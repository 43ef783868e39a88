// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import io.entrawatch.alert.InertJson;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.formats.json.JsonSerializationSchema;

/** Fields as one JSON object on one line, in their order; nulls left out, bytes in base64. */
final class FieldsJson implements Serializable {
  private static final long serialVersionUID = 1L;

  private final JsonSerializationSchema<Map<String, Object>> json = new JsonSerializationSchema<>();

  void open(InitializationContext context) {
    json.open(context);
  }

  /**
   * @param fields a map of the caller's own; nulls are taken out of it
   */
  byte[] bytes(Map<String, Object> fields) {
    fields.values().removeIf(Objects::isNull);
    return InertJson.bytes(new String(json.serialize(fields), StandardCharsets.UTF_8));
  }
}
