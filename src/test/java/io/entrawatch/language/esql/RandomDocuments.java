// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random events with nulls, multi-values and odd values, and their documents. */
final class RandomDocuments {
  static final List<Field> FIELDS =
      List.of(
          Field.USER_AGENT,
          Field.IDENTITY,
          Field.CATEGORY,
          Field.BROWSER,
          Field.ERROR_CODE,
          Field.SOURCE_AS_NUMBER,
          Field.IS_INTERACTIVE,
          Field.IS_MANAGED,
          Field.TIMESTAMP,
          Field.EVENT_INGESTED,
          Field.SOURCE_IP);

  private static final List<String> TEXTS =
      List.of(
          "a",
          "A",
          "b;c",
          "chrome 1",
          "Firefox 2",
          "Émile",
          "x😀y",
          "10",
          "-1.5",
          "true",
          "  pad ",
          "192.0.2.1",
          "2001:db8::1",
          "x\ny",
          "a*b?c",
          "back\\slash",
          "q\"uote",
          "ﬀ\uE000",
          "");

  private static final List<String> ADDRESSES =
      List.of("192.0.2.1", "192.0.2.77", "10.1.2.3", "2001:db8::1", "::1", "255.255.255.255");

  private static final List<Long> NUMBERS =
      List.of(0L, 1L, -1L, 7L, 50_126L, 3_000_000_001L, -4_000_000_000L, 70_000L);

  private RandomDocuments() {}

  static List<Event> events(Random random, int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<Field, List<String>> values = new HashMap<>();
      values.put(Field.EVENT_ID, List.of("e" + i));
      for (Field field : FIELDS) {
        int size = random.nextInt(6) == 0 ? 0 : random.nextInt(6) == 0 ? 2 + random.nextInt(2) : 1;
        List<String> texts = new ArrayList<>();
        for (int n = 0; n < size; n++) {
          texts.add(value(field, random));
        }
        values.put(field, texts);
      }
      events.add(new Event("e" + i, i, i, values));
    }
    return events;
  }

  private static String value(Field field, Random random) {
    return switch (field.type()) {
      case KEYWORD -> TEXTS.get(random.nextInt(TEXTS.size()));
      case IP -> ADDRESSES.get(random.nextInt(ADDRESSES.size()));
      case LONG -> String.valueOf(NUMBERS.get(random.nextInt(NUMBERS.size())));
      case BOOLEAN -> String.valueOf(random.nextBoolean());
      case DATE -> Times.iso(1_704_067_200_000L + (long) (random.nextDouble() * 31_536_000_000L));
      case FLATTENED, GEO_POINT -> throw new IllegalArgumentException(field.path());
    };
  }

  static String mapping() {
    StringBuilder fields = new StringBuilder("\"event.id\":{\"type\":\"keyword\"}");
    for (Field field : FIELDS) {
      String type = field.type().name().toLowerCase(java.util.Locale.ROOT);
      fields
          .append(",\"")
          .append(field.path())
          .append("\":{\"type\":\"")
          .append(type)
          .append("\"}");
    }
    return "{\"mappings\":{\"properties\":{" + fields + "}}}";
  }

  static ObjectNode document(Event event) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("event.id", event.uid());
    for (Field field : FIELDS) {
      ArrayNode values = document.putArray(field.path());
      event.get(field).forEach(values::add);
    }
    return document;
  }
}
