// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import io.entrawatch.source.DeadLetter;
import org.apache.flink.formats.json.JsonSerializationSchema;

/** A dead letter as one JSON object on one line; nulls left out, {@code bytes} in base64. */
public final class DeadLetterJson extends JsonSerializationSchema<DeadLetter> {
  private static final long serialVersionUID = 1L;

  public DeadLetterJson() {
    super(new JsonMappers());
  }
}
