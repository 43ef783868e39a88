// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.example;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.event.DataSet;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.util.ArrayList;
import java.util.List;

/** Examples as ECS documents, a JSON line each. */
public final class ExampleDocuments {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ExampleDocuments() {}

  /**
   * The documents of all events, in the order of the examples. {@code labels.expected} is {@code
   * match} or {@code no-match}.
   *
   * @param set named by those documents whose data set the rule does not ask for
   */
  public static List<String> lines(List<Example> examples, DataSet set) {
    List<String> lines = new ArrayList<>();
    for (Example example : examples) {
      for (Event event : example.events()) {
        lines.add(document(event, set, example.isMatch()).toString());
      }
    }
    return lines;
  }

  private static ObjectNode document(Event event, DataSet set, boolean isMatch) {
    ObjectNode document = JSON.objectNode();
    for (Field field : Field.all()) {
      List<String> texts = event.get(field);
      if (!texts.isEmpty()) {
        put(document, field, texts);
      } else if (field == Field.DATA_STREAM_DATASET || field == Field.EVENT_DATASET) {
        put(document, field, List.of(set.dataset()));
      }
    }
    document.putObject("labels").put("expected", isMatch ? "match" : "no-match");
    return document;
  }

  private static void put(ObjectNode document, Field field, List<String> texts) {
    String[] names = field.path().split("\\.");
    ObjectNode parent = document;
    for (int i = 0; i < names.length - 1; i++) {
      parent = parent.withObjectProperty(names[i]);
    }
    ArrayNode values = JSON.arrayNode();
    for (String text : texts) {
      switch (field.type()) {
        case LONG -> values.add(Long.parseLong(text));
        case BOOLEAN -> values.add(Boolean.parseBoolean(text));
        default -> values.add(text);
      }
    }
    parent.set(names[names.length - 1], values.size() == 1 ? values.get(0) : values);
  }
}
