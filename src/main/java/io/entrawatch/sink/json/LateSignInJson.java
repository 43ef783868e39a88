// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import io.entrawatch.detect.admission.LateEvent;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializationSchema;

/**
 * A late sign-in as one JSON object on one line: {@code rule}, {@code late_by_ms} and {@code
 * sign_in}, the sign-in's fields nested as in ECS. One value stands bare, several in an array.
 */
public final class LateSignInJson implements SerializationSchema<LateEvent> {
  private static final long serialVersionUID = 1L;

  private final FieldsJson json = new FieldsJson();

  @Override
  public void open(InitializationContext context) {
    json.open(context);
  }

  @Override
  public byte[] serialize(LateEvent late) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", late.rule());
    fields.put("late_by_ms", late.lateByMillis());
    fields.put("sign_in", nested(late.signIn()));
    return json.bytes(fields);
  }

  private static Map<String, Object> nested(Event signIn) {
    Map<String, Object> root = new LinkedHashMap<>();
    signIn.values().forEach((field, values) -> put(root, field, values));
    return root;
  }

  @SuppressWarnings("unchecked") // every inner node is put here
  private static void put(Map<String, Object> root, Field field, List<String> values) {
    String[] names = field.path().split("\\.");
    Map<String, Object> node = root;
    for (int i = 0; i < names.length - 1; i++) {
      node = (Map<String, Object>) node.computeIfAbsent(names[i], name -> new LinkedHashMap<>());
    }
    List<Object> typed = values.stream().map(value -> typed(field, value)).toList();
    node.put(names[names.length - 1], typed.size() == 1 ? typed.get(0) : typed);
  }

  private static Object typed(Field field, String value) {
    return switch (field.type()) {
      case LONG -> Long.valueOf(value);
      case BOOLEAN -> Boolean.valueOf(value);
      case KEYWORD, IP, DATE, FLATTENED, GEO_POINT -> value;
    };
  }
}
