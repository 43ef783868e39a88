// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of Elastic's detection rules that a stream can run, with the language of each. */
public enum RuleType {
  ESQL("esql", "esql"),
  QUERY("query", "kuery"),
  THRESHOLD("threshold", "kuery"),
  NEW_TERMS("new_terms", "kuery"),
  EQL("eql", "eql");

  private final String id;
  private final String language;

  RuleType(String id, String language) {
    this.id = id;
    this.language = language;
  }

  /** As {@code type} in a rule file has it. */
  public String id() {
    return id;
  }

  /** What {@code language} in a rule file has to be. */
  public String language() {
    return language;
  }

  static Optional<RuleType> of(String id) {
    return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(RuleType::id).collect(Collectors.joining(", "));
  }
}
