// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import io.entrawatch.rule.Aggregate;
import io.entrawatch.rule.Column;
import java.util.Collection;
import java.util.List;

/**
 * The values of columns as JSON: numbers as numbers, several values as a sorted array, a single one
 * bare, none as nothing.
 */
public final class ColumnValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ColumnValues() {}

  /** The column over the sign-ins, whole; null where it has no value. */
  public static JsonNode value(Column column, List<Event> signIns) {
    if (column.aggregate() instanceof Aggregate.Numeric number) {
      return JSON.numberNode(number.over(signIns));
    }
    Aggregate.Values values = (Aggregate.Values) column.aggregate();
    return values(values.field(), values.over(signIns));
  }

  /** Values of a field; null where there are none. */
  public static JsonNode values(Field field, Collection<String> values) {
    if (values.isEmpty()) {
      return null;
    }
    if (values.size() == 1) {
      return value(field, values.iterator().next());
    }
    ArrayNode array = JSON.arrayNode();
    values.forEach(value -> array.add(value(field, value)));
    return array;
  }

  /** One value of a field, typed as the field is. */
  public static JsonNode value(Field field, String value) {
    if (field.type() == FieldType.LONG) {
      return JSON.numberNode(Long.parseLong(value));
    }
    if (field.type() == FieldType.BOOLEAN) {
      return JSON.booleanNode(Boolean.parseBoolean(value));
    }
    return JSON.textNode(value);
  }
}
