// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.ColumnValues;
import io.entrawatch.alert.MatchRow;
import io.entrawatch.detect.incident.MatchedWindow;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import io.entrawatch.rule.Column;
import io.entrawatch.rule.Rule;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;

/** Writes the row that a rule's query returns for the events of a group in a window. */
public final class RowFunction implements MapFunction<MatchedWindow, MatchRow> {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  public RowFunction(Rule rule) {
    this.rule = rule;
  }

  @Override
  public MatchRow map(MatchedWindow window) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("rule", rule.id());
    row.put("window_start", Times.iso(window.start()));
    row.put("window_end", Times.iso(window.end()));
    row.set("columns", columns(window.start(), window.signIns()));
    return new MatchRow(rule.id(), window.start(), window.end(), row.toString());
  }

  private ObjectNode columns(long start, List<Event> events) {
    ObjectNode columns = JsonNodeFactory.instance.objectNode();
    if (rule.bucket() != null) {
      columns.put(rule.bucket(), Times.iso(start));
    } else {
      for (Field field : rule.by()) {
        set(columns, field.path(), ColumnValues.values(field, events.get(0).get(field)));
      }
    }
    for (Column column : rule.stats()) {
      set(columns, column.name(), ColumnValues.value(column, events));
    }
    return columns;
  }

  private static void set(ObjectNode columns, String name, JsonNode value) {
    if (value != null) {
      columns.set(name, value);
    }
  }
}
