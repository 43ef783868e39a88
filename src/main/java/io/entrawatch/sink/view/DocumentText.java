// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Collectors;

/** Values of a document. */
final class DocumentText {
  private DocumentText() {}

  /** The value as text; several, comma-separated; none, empty. */
  static String of(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
        : value.isNull() ? "" : value.asText();
  }

  /** The time; null where there is none. */
  static Instant time(JsonNode value) {
    try {
      return value.isTextual() ? Instant.parse(value.asText()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
