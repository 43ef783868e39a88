// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import io.entrawatch.event.TimeParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * An event as a query sees it: values typed, and several values of a field in the order in which
 * Elasticsearch indexes them, sorted, with those of texts and addresses each once.
 */
public final class EventRow implements Row {
  private final Event event;
  private final Map<Integer, List<?>> columns;

  public EventRow(Event event) {
    this(event, Map.of());
  }

  private EventRow(Event event, Map<Integer, List<?>> columns) {
    this.event = event;
    this.columns = columns;
  }

  /** The same event with one more column. */
  public EventRow with(int column, List<?> values) {
    Map<Integer, List<?>> more = new HashMap<>(columns);
    more.put(column, values);
    return new EventRow(event, more);
  }

  @Override
  public List<?> column(int index) {
    return columns.getOrDefault(index, List.of());
  }

  @Override
  public List<?> field(Field field) {
    List<String> texts = event.get(field);
    FieldType type = field.type();
    if (texts.size() <= 1) {
      return type == FieldType.KEYWORD || type == FieldType.IP || texts.isEmpty()
          ? texts
          : List.of(typed(type, texts.get(0)));
    }
    List<Object> values = new ArrayList<>();
    for (String text : type.isIndexedAsSet() ? new LinkedHashSet<>(texts) : texts) {
      values.add(typed(type, text));
    }
    values.sort(Values.order(typeOf(field)));
    return values;
  }

  private static Object typed(FieldType type, String text) {
    return switch (type) {
      case LONG -> Long.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case DATE -> TimeParser.iso(text);
      default -> text;
    };
  }

  /**
   * The type of a field's values.
   *
   * @return null if ES|QL has no such type, or this version does not
   */
  public static ValueType typeOf(Field field) {
    return switch (field.type()) {
      case KEYWORD -> ValueType.KEYWORD;
      case IP -> ValueType.IP;
      case LONG -> ValueType.LONG;
      case BOOLEAN -> ValueType.BOOLEAN;
      case DATE -> ValueType.DATETIME;
      case FLATTENED, GEO_POINT -> null;
    };
  }
}
