// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sign-in document in the making or done.
 *
 * @param ingested what its windows go by: {@code event.ingested}, else {@code @timestamp}, in ms
 * @param timestamp when the sign-in happened, in ms
 * @param fields what it holds; an absent field is not written at all
 * @param shape how its names are written
 */
record Document(long ingested, long timestamp, Map<Field, JsonNode> fields, Shape shape) {

  /** How names with dots are written; Elasticsearch reads all alike. */
  enum Shape {
    NESTED,
    DOTTED,
    /** Objects down to the second level, dots below. */
    MIXED
  }

  Document {
    fields = new TreeMap<>(fields);
  }

  /** The field as it stands, null where it is absent. */
  JsonNode get(Field field) {
    return fields.get(field);
  }

  /** One line of JSON. */
  byte[] json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    fields.forEach((field, value) -> put(root, field.path().split("\\."), value));
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void put(ObjectNode root, String[] path, JsonNode value) {
    int objects =
        switch (shape) {
          case NESTED -> path.length - 1;
          case DOTTED -> 0;
          case MIXED -> Math.min(2, path.length - 1);
        };
    ObjectNode node = root;
    for (int i = 0; i < objects; i++) {
      node = node.withObject("/" + path[i]);
    }
    node.set(String.join(".", Arrays.copyOfRange(path, objects, path.length)), value);
  }
}
