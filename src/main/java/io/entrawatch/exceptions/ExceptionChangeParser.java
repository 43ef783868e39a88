// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/**
 * Parses records of the exceptions topic. The key is the entry's id. A record without a value
 * deletes the entry.
 */
public final class ExceptionChangeParser {
  private static final int MOST_BYTES = 64 * 1024;

  private final ObjectMapper json =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private final ExceptionEntryParser entries;

  /**
   * @param rules the ids of all rules
   */
  public ExceptionChangeParser(Set<String> rules) {
    this.entries = new ExceptionEntryParser(rules);
  }

  /**
   * Parses a record. The id of the result is null if the key is not a valid id.
   *
   * @param key null if the record has none
   * @param value null for a tombstone
   */
  public ExceptionChange parse(String topic, String key, byte[] value, int partition, long offset) {
    if (key == null || !ExceptionEntryParser.isId(key)) {
      return new ExceptionChange(
          null, topic, partition, offset, null, "its key is not the id of an entry");
    }
    if (value == null) {
      return new ExceptionChange(key, topic, partition, offset, null, null);
    }
    try {
      return new ExceptionChange(key, topic, partition, offset, entry(key, value), null);
    } catch (ExceptionEntryParser.BrokenException e) {
      return new ExceptionChange(key, topic, partition, offset, null, e.getMessage());
    }
  }

  private ExceptionEntry entry(String key, byte[] value)
      throws ExceptionEntryParser.BrokenException {
    JsonNode node = tree(value);
    if (node instanceof ObjectNode object && !object.has("id")) {
      object.put("id", key);
    }
    ExceptionEntry entry = entries.parse(node);
    if (!entry.id().equals(key)) {
      throw new ExceptionEntryParser.BrokenException(
          "id: it differs from the record's key; leave it out");
    }
    return entry;
  }

  private JsonNode tree(byte[] value) throws ExceptionEntryParser.BrokenException {
    if (value.length > MOST_BYTES) {
      throw new ExceptionEntryParser.BrokenException("longer than " + MOST_BYTES + " bytes");
    }
    try {
      return json.readTree(value);
    } catch (IOException e) {
      throw new ExceptionEntryParser.BrokenException("not valid JSON, or a key stands twice");
    }
  }
}
