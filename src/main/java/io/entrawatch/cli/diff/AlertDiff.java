// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How one set of alerts differs from another.
 *
 * @param same how many alerts are in both without a difference
 * @param differences in the order of rule, period and id
 */
public record AlertDiff(int same, List<Difference> differences) {

  /** What became of an alert. */
  enum Kind {
    NEW,
    LOST,
    CHANGED;

    /** As it is written. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One alert that differs.
   *
   * @param alert the document, of a changed one the later
   * @param changes of a changed one, by field, in the order of their names
   */
  record Difference(Kind kind, String id, JsonNode alert, List<Change> changes) {
    String text(String pointer) {
      return alert.at(pointer).asText();
    }

    private String place() {
      return text("/rule/id") + ' ' + text("/entrawatch/period/start") + ' ' + id;
    }
  }

  /**
   * A field that differs.
   *
   * @param field its dotted name
   * @param before null where it was not there
   * @param after null where it is not there any more
   */
  record Change(String field, JsonNode before, JsonNode after) {}

  /**
   * Compares.
   *
   * @param before by id
   * @param after by id
   */
  public static AlertDiff of(Map<String, JsonNode> before, Map<String, JsonNode> after) {
    List<Difference> differences = new ArrayList<>();
    int same = 0;
    for (Map.Entry<String, JsonNode> entry : before.entrySet()) {
      String id = entry.getKey();
      JsonNode now = after.get(id);
      if (now == null) {
        differences.add(new Difference(Kind.LOST, id, entry.getValue(), List.of()));
      } else if (now.equals(entry.getValue())) {
        same++;
      } else {
        List<Change> changes = changes(entry.getValue(), now);
        differences.add(new Difference(Kind.CHANGED, id, now, changes));
      }
    }
    after.forEach(
        (id, alert) -> {
          if (!before.containsKey(id)) {
            differences.add(new Difference(Kind.NEW, id, alert, List.of()));
          }
        });
    differences.sort(Comparator.comparing(Difference::place));
    return new AlertDiff(same, differences);
  }

  private static List<Change> changes(JsonNode before, JsonNode after) {
    Map<String, JsonNode> was = new TreeMap<>();
    Map<String, JsonNode> is = new TreeMap<>();
    flatten("", before, was);
    flatten("", after, is);
    TreeSet<String> fields = new TreeSet<>(was.keySet());
    fields.addAll(is.keySet());
    return fields.stream()
        .filter(field -> !Objects.equals(was.get(field), is.get(field)))
        .map(field -> new Change(field, was.get(field), is.get(field)))
        .toList();
  }

  /** Objects by their fields; a list is one value. */
  private static void flatten(String path, JsonNode node, Map<String, JsonNode> into) {
    if (!node.isObject() || node.isEmpty()) {
      into.put(path, node);
      return;
    }
    for (Iterator<Map.Entry<String, JsonNode>> i = node.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> field = i.next();
      flatten(
          path.isEmpty() ? field.getKey() : path + '.' + field.getKey(), field.getValue(), into);
    }
  }
}
