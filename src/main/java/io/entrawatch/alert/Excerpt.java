// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.event.CodePoints;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.rule.Aggregate;
import io.entrawatch.rule.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Takes from sign-ins what fits into an alert, and remembers whether anything had to be left out. A
 * sender decides how long and how many the texts are; a document that a broker refuses would stop
 * the job. What is taken is the beginning of an order, so it depends on the sign-ins alone.
 */
final class Excerpt {
  /** Characters of one text: what Elasticsearch indexes of a keyword in ECS. */
  static final int TEXT = 1024;

  /** Bytes of one list of values. */
  private static final int LIST_BYTES = 16 * 1024;

  /**
   * Bytes of a timeline. With 32 columns an alert stays under 800 KiB, a broker's default is 1 MB.
   */
  private static final int TIMELINE_BYTES = 256 * 1024;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final int signIns;
  private boolean cut;

  /**
   * @param signIns how many sign-ins a timeline lists
   */
  Excerpt(int signIns) {
    this.signIns = signIns;
  }

  /** Whether anything was left out so far. */
  boolean isCut() {
    return cut;
  }

  /** A column over the sign-ins; null where it has no value. Numbers are never cut. */
  JsonNode column(Column column, List<Event> all) {
    return column.aggregate() instanceof Aggregate.Values values
        ? list(values.field(), values.over(all))
        : ColumnValues.value(column, all);
  }

  /** Values of a field: several as an array, one bare, none as null. */
  JsonNode list(Field field, Collection<String> values) {
    return ColumnValues.values(field, fitting(values));
  }

  /** The value of a field in the first sign-in that has one; null where none has. */
  JsonNode firstOf(Field field, List<Event> all) {
    return all.stream()
        .map(signIn -> signIn.first(field))
        .filter(value -> value != null && !value.isEmpty())
        .findFirst()
        .map(value -> ColumnValues.value(field, text(value)))
        .orElse(null);
  }

  /** The distinct values of some fields together, always as an array. */
  ArrayNode arrayOf(List<Event> all, Field... fields) {
    TreeSet<String> values = new TreeSet<>(CodePoints.ORDER);
    for (Event signIn : all) {
      for (Field field : fields) {
        values.addAll(signIn.get(field));
      }
    }
    ArrayNode array = JSON.arrayNode();
    fitting(values).forEach(array::add);
    return array;
  }

  /**
   * The first sign-ins, one object each, with what is new in it and whether it completed the
   * pattern. How many there are tells whether some were left out; that is not counted as cut here.
   */
  ArrayNode timeline(List<Event> all, ConditionHit completed) {
    ArrayNode timeline = JSON.arrayNode();
    FirstSeenValues novelty = new FirstSeenValues();
    int bytes = 0;
    for (Event signIn : all) {
      boolean before = cut;
      ObjectNode entry = Evidence.entry(signIn, this);
      List<String> news = novelty.of(signIn);
      if (!news.isEmpty()) {
        news.forEach(entry.putArray("new")::add);
      }
      if (signIn.uid().equals(completed.uid())) {
        entry.put("completed", true);
      }
      bytes += size(entry);
      if (timeline.size() == signIns || bytes > TIMELINE_BYTES) {
        cut = before;
        break;
      }
      timeline.add(entry);
    }
    return timeline;
  }

  /** The text, or its beginning and an ellipsis. */
  String text(String value) {
    if (value.length() <= TEXT) {
      return value;
    }
    cut = true;
    int end = Character.isHighSurrogate(value.charAt(TEXT - 2)) ? TEXT - 2 : TEXT - 1;
    return value.substring(0, end) + "…";
  }

  /** As it will be written: a control character takes six bytes. */
  private static int size(JsonNode node) {
    return InertJson.bytes(node.toString()).length + 1;
  }

  private List<String> fitting(Collection<String> values) {
    List<String> fitting = new ArrayList<>();
    int bytes = 0;
    for (String value : values) {
      String text = text(value);
      bytes += size(JSON.textNode(text));
      if (bytes > LIST_BYTES && !fitting.isEmpty()) {
        cut = true;
        break;
      }
      fitting.add(text);
    }
    return fitting;
  }
}
