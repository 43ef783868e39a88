// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A revision of an alert as a reader sees it.
 *
 * @param at when it got there, ms since the epoch; 0 where that is not known
 */
record Revision(String id, long revision, boolean closed, long at, JsonNode document) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Revision of(JsonNode document, long at) {
    return new Revision(
        document.at("/entrawatch/alert/id").asText(),
        document.at("/entrawatch/revision").asLong(),
        document.at("/entrawatch/status").asText().equals("final"),
        at,
        document);
  }

  static Revision of(byte[] document, long at) {
    return of(json(document), at);
  }

  static JsonNode json(byte[] document) {
    try {
      return JSON.readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id of the sign-in that completed the pattern: the last of those that met a condition. */
  String completing() {
    JsonNode last = null;
    for (JsonNode clause : document.at("/entrawatch/clauses")) {
      if (last == null
          || clause.get("ingested").asText().compareTo(last.get("ingested").asText()) >= 0) {
        last = clause;
      }
    }
    return last == null ? "" : last.path("sign_in").asText();
  }
}
