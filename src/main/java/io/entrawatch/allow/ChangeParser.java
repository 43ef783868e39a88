// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.allow;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/** Reads records of the exceptions topic: the key is the entry's id, no value deletes it. */
public final class ChangeParser {
  private static final int LONGEST = 64 * 1024;

  private final ObjectMapper json =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private final EntryParser entries;

  /**
   * @param rules the ids of all rules there are
   */
  public ChangeParser(Set<String> rules) {
    this.entries = new EntryParser(rules);
  }

  /**
   * What a record says; of one whose key names no entry, the id is null.
   *
   * @param key null where it has none
   * @param value null for a tombstone
   */
  public Change parse(String topic, String key, byte[] value, int partition, long offset) {
    if (key == null || !EntryParser.isId(key)) {
      return new Change(null, topic, partition, offset, null, "its key is not the id of an entry");
    }
    if (value == null) {
      return new Change(key, topic, partition, offset, null, null);
    }
    try {
      return new Change(key, topic, partition, offset, entry(key, value), null);
    } catch (EntryParser.BrokenException e) {
      return new Change(key, topic, partition, offset, null, e.getMessage());
    }
  }

  private Entry entry(String key, byte[] value) throws EntryParser.BrokenException {
    JsonNode node = tree(value);
    if (node instanceof ObjectNode object && !object.has("id")) {
      object.put("id", key);
    }
    Entry entry = entries.parse(node);
    if (!entry.id().equals(key)) {
      throw new EntryParser.BrokenException("id: it differs from the record's key; leave it out");
    }
    return entry;
  }

  private JsonNode tree(byte[] value) throws EntryParser.BrokenException {
    if (value.length > LONGEST) {
      throw new EntryParser.BrokenException("longer than " + LONGEST + " bytes");
    }
    try {
      return json.readTree(value);
    } catch (IOException e) {
      throw new EntryParser.BrokenException("not valid JSON, or a key stands twice");
    }
  }
}
