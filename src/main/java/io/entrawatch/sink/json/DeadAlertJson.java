// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.sink.elasticsearch.DeadAlert;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;

/**
 * An alert that Elasticsearch did not get, as a dead letter: one JSON object on one line with
 * {@code reason}, {@code detail} and {@code bytes} as every dead letter has them, {@code alert.id},
 * {@code alert.revision} and the {@code index}.
 */
public final class DeadAlertJson implements SerializationSchema<DeadAlert> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FieldsJson json = new FieldsJson();

  @Override
  public void open(InitializationContext context) {
    json.open(context);
  }

  /**
   * Reads a dead letter back.
   *
   * @return empty if it is none of an alert
   */
  public static Optional<DeadAlert> read(byte[] letter) {
    try {
      JsonNode fields = JSON.readTree(letter);
      for (DeadAlert.Reason reason : DeadAlert.Reason.values()) {
        if (reason.code().equals(fields.path("reason").asText())) {
          return Optional.of(
              new DeadAlert(
                  reason,
                  fields.path("detail").asText(),
                  fields.at("/alert/id").asText(),
                  fields.at("/alert/revision").asLong(),
                  fields.path("index").asText(),
                  fields.has("bytes") ? fields.path("bytes").binaryValue() : null));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // written by somebody else
    }
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
