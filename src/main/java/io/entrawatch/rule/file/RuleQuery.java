// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import io.entrawatch.event.Field;
import io.entrawatch.language.esql.Analyzer;
import io.entrawatch.language.esql.Plan;
import io.entrawatch.language.esql.QueryRefused;
import java.util.List;

/** The query of a rule file of type {@code esql}. */
public final class RuleQuery {
  private RuleQuery() {}

  /**
   * The plan of the query.
   *
   * @throws RuleRefused if it cannot run as a stream, with the place in the file
   */
  public static Plan plan(RuleFile rule) throws RuleRefused {
    try {
      return Analyzer.plan(rule.query(), Field::find);
    } catch (QueryRefused e) {
      throw refused(rule, e);
    }
  }

  /**
   * The indices that the query reads; also of one whose fields are not known.
   *
   * @throws RuleRefused if it cannot be parsed
   */
  static List<String> indices(RuleFile rule) throws RuleRefused {
    try {
      return Analyzer.indices(rule.query());
    } catch (QueryRefused e) {
      throw refused(rule, e);
    }
  }

  private static RuleRefused refused(RuleFile rule, QueryRefused e) {
    int line = Math.max(0, rule.queryLine() - 1) + e.position().line();
    return new RuleRefused(rule.file(), line, e.position().column(), e.getMessage());
  }
}
