// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what a schedule loses: plays one traffic of incidents through the rules as Elastic
 * schedules them, on a real engine, and through the job, by each reading and by both. Prints the
 * table of docs/parity.md.
 */
public final class ScheduleLoss {
  private static final long SEED = 5_001;
  private static final int INCIDENTS = 100;

  private ScheduleLoss() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    List<Planted> planted = Planted.all(SEED, INCIDENTS);
    PrintStream out = System.out;
    try (ElasticsearchNode node = ElasticsearchNode.start()) {
      for (Rule rule : BuiltInRules.all()) {
        List<Planted> own = planted.stream().filter(p -> p.rule().equals(rule.id())).toList();
        Map<String, Reports> ways = new LinkedHashMap<>();
        ways.put("schedule", Schedule.reports(rule, own, new Elastic(node.url())));
        ways.put("job, elastic", StreamReports.of(with(rule, Reading.ELASTIC), own));
        ways.put("job, sign-in", StreamReports.of(with(rule, Reading.SIGN_IN), own));
        ways.put("job, both", StreamReports.of(rule, own));
        print(rule, own, ways, out);
      }
    }
  }

  private static Rule with(Rule rule, Reading reading) {
    return rule.withWindows(new EnumMap<>(Map.of(reading, rule.windows().get(reading))));
  }

  private static void print(
      Rule rule, List<Planted> planted, Map<String, Reports> ways, PrintStream out) {
    out.printf("%n### %s%n%n| spread | delivery apart", rule.id());
    ways.keySet().forEach(way -> out.print(" | " + way));
    out.printf(" |%n|---|---%s|%n", "|---".repeat(ways.size()));
    for (Planted.Kind kind : planted.stream().map(Planted::kind).distinct().toList()) {
      List<Planted> cell = planted.stream().filter(p -> p.kind().equals(kind)).toList();
      List<String> texts = new ArrayList<>();
      ways.values().forEach(reports -> texts.add(reports.text(cell)));
      out.printf(
          "| %d min | %d min | %s |%n",
          kind.spreadMinutes(), kind.delayMinutes(), String.join(" | ", texts));
    }
    out.flush();
  }
}
