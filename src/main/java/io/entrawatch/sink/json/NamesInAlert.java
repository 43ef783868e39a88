// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.entrawatch.event.Field;
import io.entrawatch.event.Privacy;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The places of an alert where people's names stand. Fields that hold names are replaced value by
 * value: all of {@code user} and {@code related.user}, the fields of the log and the columns of
 * rules that are not declared as {@linkplain Privacy#NOT_PERSONAL not personal}. Any other text
 * that comes from a log (a user agent, a message) may spell one of these names too: there the name
 * becomes {@code ***}, which is never longer, so no sender can make an alert outgrow what a broker
 * takes.
 */
final class NamesInAlert {
  /** Parts of the alert that hold what a log said; the rest is our own. */
  private static final List<String> FROM_LOGS =
      List.of("/user", "/related", "/azure", "/Esql", "/Esql_priv", "/entrawatch/timeline");

  /** Fields of logs that a name would spoil and that spell none. */
  private static final Set<String> LEFT =
      Set.of("id", "ip", "@timestamp", "ingested", "leg", "new", "tenant_id");

  /** Of the log's own fields, by their paths, those that may stay. */
  private static final Set<String> NOT_PERSONAL =
      Field.all().stream()
          .filter(field -> field.privacy() == Privacy.NOT_PERSONAL)
          .map(Field::path)
          .collect(Collectors.toUnmodifiableSet());

  private static final String HIDDEN = "***";

  /** Shorter names are found only where they are the whole text: they are parts of other words. */
  private static final int LEAST_LENGTH_WITHIN = 4;

  /** A pseudonym may be longer than its name: so many of one field, and the rest is cut. */
  private static final int MOST_NAMES = 500;

  private final ObjectNode alert;
  private final Set<String> clearColumns;
  private final Set<String> names = new LinkedHashSet<>();

  /** Those that were put in; a sender may spell what only looks like one. */
  private final Set<String> pseudonyms = new HashSet<>();

  private boolean cut;

  /**
   * @param clearColumns the names of the rules' columns that may stay
   */
  NamesInAlert(ObjectNode alert, Set<String> clearColumns) {
    this.alert = alert;
    this.clearColumns = clearColumns;
  }

  void replaceBy(Names by) {
    replaceFields("user", by, Set.of());
    replaceRelated(by);
    replaceFields("azure", by, NOT_PERSONAL);
    replaceFields("Esql", by, clearColumns);
    replaceFields("Esql_priv", by, clearColumns);
    hide();
    if (cut) {
      tellCut();
    }
  }

  /** Replaces whatever stands in a part of the alert but at the paths that may stay. */
  private void replaceFields(String part, Names by, Set<String> clear) {
    replaceFields(alert.path(part), part, by, clear);
  }

  private void replaceFields(JsonNode node, String path, Names by, Set<String> clear) {
    if (!(node instanceof ObjectNode object)) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String place = path + '.' + field.getKey();
      if (field.getValue().isObject()) {
        replaceFields(field.getValue(), place, by, clear);
      } else if (!clear.contains(place)) {
        field.setValue(bareIfSingle(replaced(field.getValue(), by)));
      }
    }
  }

  /** Two spellings of one name are one pseudonym, and a field writes a single value bare. */
  private static JsonNode bareIfSingle(JsonNode value) {
    return value.isArray() && value.size() == 1 ? value.get(0) : value;
  }

  private void replaceRelated(Names by) {
    ObjectNode related = (ObjectNode) alert.path("related");
    JsonNode users = replaced(related.path("user"), by);
    related.set("user", users);
  }

  private JsonNode replaced(JsonNode value, Names by) {
    if (!(value instanceof ArrayNode all)) {
      boolean something = value.isValueNode() && !value.isNull();
      return something ? TextNode.valueOf(replaced(value.asText(), by)) : value;
    }
    Set<String> pseudonyms = new TreeSet<>();
    for (JsonNode one : all) {
      String pseudonym = replaced(one.asText(), by);
      if (pseudonyms.size() < MOST_NAMES) {
        pseudonyms.add(pseudonym);
      } else {
        cut = true;
      }
    }
    ArrayNode array = all.arrayNode();
    pseudonyms.forEach(array::add);
    return array;
  }

  private String replaced(String name, Names by) {
    String pseudonym = by.name(name);
    if (!pseudonym.equals(name)) {
      pseudonyms.add(pseudonym);
      names.add(name);
      int at = name.indexOf('@');
      if (at > 0) {
        names.add(name.substring(0, at));
      }
    }
    return pseudonym;
  }

  private void hide() {
    names.removeIf(String::isBlank);
    if (names.isEmpty()) {
      return;
    }
    Pattern whole = anyOf(names.stream().toList());
    List<String> long_ = names.stream().filter(n -> n.length() >= LEAST_LENGTH_WITHIN).toList();
    Pattern within = long_.isEmpty() ? null : anyOf(long_);
    UnaryOperator<String> hidden =
        text ->
            pseudonyms.contains(text)
                ? text
                : whole.matcher(text).matches()
                    ? HIDDEN
                    : within == null ? text : within.matcher(text).replaceAll(HIDDEN);
    FROM_LOGS.forEach(part -> hide(alert.at(part), hidden));
  }

  private static Pattern anyOf(List<String> names) {
    return Pattern.compile(
        names.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|")),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static void hide(JsonNode node, UnaryOperator<String> hidden) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getValue().isTextual() && !isLeft(field.getKey())) {
          field.setValue(TextNode.valueOf(hidden.apply(field.getValue().textValue())));
        } else if (!isLeft(field.getKey())) {
          hide(field.getValue(), hidden);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isTextual()) {
          array.set(i, TextNode.valueOf(hidden.apply(array.get(i).textValue())));
        } else {
          hide(array.get(i), hidden);
        }
      }
    }
  }

  private static boolean isLeft(String field) {
    return LEFT.contains(field) || field.endsWith("_ip_values") || field.equals("timestamp_values");
  }

  private void tellCut() {
    ObjectNode own = (ObjectNode) alert.path("entrawatch");
    ArrayNode parts = own.withArray("cut");
    if (parts.valueStream().noneMatch(part -> part.asText().equals("values"))) {
      parts.add("values");
    }
    own.put("truncated", true);
  }
}
