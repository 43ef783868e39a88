// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import io.entrawatch.decode.record.Relevance;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.rule.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells the source which events it may drop: those that no rule takes. */
public record RelevantToRules(List<Rule> rules) implements Relevance {
  @Override
  public boolean takes(Event event) {
    for (Rule rule : rules) {
      if (rule.takes(event)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Field ambiguousGroup(Event event) {
    for (Rule rule : rules) {
      Field ambiguous = rule.takes(event) ? rule.ambiguousGroup(event) : null;
      if (ambiguous != null) {
        return ambiguous;
      }
    }
    return null;
  }

  @Override
  public Set<Field> fields() {
    Set<Field> fields = new TreeSet<>(CORE_FIELDS);
    for (Rule rule : rules) {
      fields.addAll(rule.fields());
    }
    return fields;
  }

  @Override
  public List<List<Need>> needs() {
    return rules.stream()
        .map(
            rule ->
                rule.where().stream()
                    .filter(condition -> !condition.oneOf().isEmpty())
                    .map(condition -> new Need(condition.field(), condition.oneOf()))
                    .toList())
        .toList();
  }
}
