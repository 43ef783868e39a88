// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import io.entrawatch.decode.record.DeadLetter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializationSchema;

/** A dead letter as one JSON object on one line; nulls left out, {@code bytes} in base64. */
public final class DeadLetterJson implements SerializationSchema<DeadLetter> {
  private static final long serialVersionUID = 1L;

  private final FieldsJson json = new FieldsJson();

  @Override
  public void open(InitializationContext context) {
    json.open(context);
  }

  @Override
  public byte[] serialize(DeadLetter letter) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("reason", letter.reason());
    fields.put("detail", letter.detail());
    fields.put("bytes", letter.bytes());
    fields.put("file", letter.file());
    fields.put("line", letter.line());
    fields.put("topic", letter.topic());
    fields.put("partition", letter.partition());
    fields.put("offset", letter.offset());
    fields.put("timestamp", letter.timestamp());
    return json.bytes(fields);
  }
}
