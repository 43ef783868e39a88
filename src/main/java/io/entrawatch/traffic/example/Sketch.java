// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.example;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import io.entrawatch.event.Times;
import io.entrawatch.expression.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An event in the making: the values of some fields, null among them. */
final class Sketch implements Row {
  private final Map<Field, List<?>> values;

  Sketch() {
    this(Map.of());
  }

  private Sketch(Map<Field, List<?>> values) {
    this.values = new HashMap<>(values);
  }

  /** The same with another value of a field; of an empty list the field has none. */
  Sketch with(Field field, List<?> value) {
    Sketch other = new Sketch(values);
    other.values.put(field, value);
    return other;
  }

  /** Whether it says what the field's values are, be it that there are none. */
  boolean decides(Field field) {
    return values.containsKey(field);
  }

  @Override
  public List<?> field(Field field) {
    return values.getOrDefault(field, List.of());
  }

  @Override
  public List<?> column(int index) {
    return List.of();
  }

  /** The event, as it would be decoded. */
  Event event(String id, long time) {
    Map<Field, List<String>> texts = new HashMap<>();
    values.forEach(
        (field, list) -> texts.put(field, list.stream().map(v -> text(field, v)).toList()));
    texts.put(Field.TIMESTAMP, List.of(Times.iso(time)));
    texts.put(Field.EVENT_INGESTED, List.of(Times.iso(time)));
    texts.put(Field.EVENT_ID, List.of(id));
    return new Event(id, time, time, texts);
  }

  private static String text(Field field, Object value) {
    return field.type() == FieldType.DATE ? Times.iso((Long) value) : value.toString();
  }
}
