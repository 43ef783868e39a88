// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.event.CodePoints;
import io.entrawatch.event.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * One row of a rule's result.
 *
 * @param end of its window, exclusive, ms since the epoch
 * @param columns JSON, sorted in every respect, so that equal rows are equal texts
 */
record Row(String rule, long start, long end, String columns) implements Comparable<Row> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::rule).thenComparing(Row::end).thenComparing(Row::columns);

  static Row of(String rule, long start, long end, ObjectNode columns) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    columns
        .properties()
        .forEach(
            column -> {
              if (!column.getValue().isNull()) {
                sorted.put(column.getKey(), sorted(column.getValue()));
              }
            });
    return new Row(rule, start, end, JSON.valueToTree(sorted).toString());
  }

  /** A row as {@code detect --matches} writes it. */
  static Row parse(String document) {
    try {
      JsonNode row = JSON.readTree(document);
      return of(
          row.get("rule").asText(),
          java.time.Instant.parse(row.get("window_start").asText()).toEpochMilli(),
          java.time.Instant.parse(row.get("window_end").asText()).toEpochMilli(),
          (ObjectNode) row.get("columns"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(document, e);
    }
  }

  private static JsonNode sorted(JsonNode value) {
    if (!value.isArray()) {
      return value;
    }
    List<JsonNode> values = new ArrayList<>();
    value.forEach(values::add);
    values.sort(Comparator.comparing(JsonNode::asText, CodePoints.ORDER));
    ArrayNode array = JSON.createArrayNode();
    array.addAll(values);
    return array;
  }

  @Override
  public int compareTo(Row other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return rule + " [" + Times.iso(start) + ", " + Times.iso(end) + ") " + columns;
  }
}
