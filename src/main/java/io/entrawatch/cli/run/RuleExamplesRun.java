// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.config.SettingsException;
import io.entrawatch.event.DataSet;
import io.entrawatch.language.esql.Plan;
import io.entrawatch.rule.file.IndexPatterns;
import io.entrawatch.rule.file.RuleFile;
import io.entrawatch.rule.file.RuleQuery;
import io.entrawatch.rule.file.RuleRefused;
import io.entrawatch.rule.file.RuleType;
import io.entrawatch.traffic.example.ExampleDocuments;
import io.entrawatch.traffic.example.Examples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** {@code generate --rule}: events that a rule file takes, and that it just does not. */
public final class RuleExamplesRun {
  private RuleExamplesRun() {}

  /** Writes the documents, a line each. */
  public static void write(Path file, long seed, OutputStream out) throws IOException {
    RuleFile rule = read(file);
    Plan plan = plan(rule);
    Set<DataSet> sets =
        IndexPatterns.dataSets(plan.indices().isEmpty() ? rule.index() : plan.indices());
    if (!sets.contains(DataSet.SIGN_INS)) {
      throw new SettingsException(file + ": the rule reads no sign-in logs; no events can be made");
    }
    try {
      for (String line :
          ExampleDocuments.lines(
              Examples.of(plan, rule.schedule().lookBack(), seed), DataSet.SIGN_INS)) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException e) {
      throw new SettingsException(file + ": " + e.getMessage());
    }
  }

  private static RuleFile read(Path file) throws IOException {
    try {
      return RuleFile.parse(file.toString(), Files.readAllBytes(file));
    } catch (RuleRefused e) {
      throw new SettingsException(e.getMessage());
    }
  }

  private static Plan plan(RuleFile rule) {
    if (rule.type() != RuleType.ESQL) {
      throw new SettingsException(
          rule.file() + ": examples are made for rules of type esql, not " + rule.type().id());
    }
    try {
      return RuleQuery.plan(rule);
    } catch (RuleRefused e) {
      throw new SettingsException(e.getMessage());
    }
  }
}
