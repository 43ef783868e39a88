// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules that Entrawatch ships. A new rule is a file beside this one and a line here. */
public final class BuiltInRules {
  private BuiltInRules() {}

  public static List<Rule> all() {
    return List.of(DeviceCodeConcurrent.RULE, DeviceCodeRetuned.RULE, AuthBrokerToDrs.RULE);
  }

  /** The names of the rules' columns that name nobody, in none of the rules. */
  public static Set<String> notPersonalColumns() {
    List<Column> columns = all().stream().flatMap(rule -> rule.stats().stream()).toList();
    Set<String> names = columns.stream().map(Column::name).collect(Collectors.toSet());
    columns.stream().filter(Column::isPersonal).map(Column::name).forEach(names::remove);
    return Set.copyOf(names);
  }
}
