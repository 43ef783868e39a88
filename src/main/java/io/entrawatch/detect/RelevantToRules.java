// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import io.entrawatch.decode.record.Relevance;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.rule.Rule;
import java.util.List;

/** What the source may leave out: what no rule takes. */
public record RelevantToRules(List<Rule> rules) implements Relevance {
  @Override
  public boolean takes(Event signIn) {
    for (Rule rule : rules) {
      if (rule.takes(signIn)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Field ambiguousGroup(Event signIn) {
    for (Rule rule : rules) {
      Field ambiguous = rule.takes(signIn) ? rule.ambiguousGroup(signIn) : null;
      if (ambiguous != null) {
        return ambiguous;
      }
    }
    return null;
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
