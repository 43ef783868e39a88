// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.event.Field;
import io.entrawatch.language.esql.Analyzer;
import io.entrawatch.language.esql.Evaluation;
import io.entrawatch.language.esql.Evaluation.ResultRow;
import io.entrawatch.language.esql.Plan;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.EsqlText;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec.Clock;
import io.entrawatch.traffic.example.Example;
import io.entrawatch.traffic.example.Examples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInRuleFilesTest {
  static Iterable<Rule> rules() {
    return BuiltInRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theFileSaysOfTheRuleWhatItsDeclarationSays(Rule rule) throws Exception {
    RuleFile file = RuleFile.parse(rule.id() + ".toml", bytes(rule.id()));

    assertThat(file.id()).isEqualTo(rule.id());
    assertThat(file.identity()).isEqualTo(rule.id());
    assertThat(file.about()).isEqualTo(rule.about());
    if (rule.windows().get(Reading.ELASTIC).clock() == Clock.INGESTED) {
      assertThat(file.schedule().lookBack()).isEqualTo(rule.windows().get(Reading.ELASTIC).size());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theFilesQueryIsTheOneThatTheDeclarationStandsFor(Rule rule) throws Exception {
    Plan declared = Analyzer.plan(EsqlText.query(rule), Field::find);

    assertThat(plan(rule).text()).isEqualTo(declared.text());
    assertThat(plan(rule).outputs()).isEqualTo(declared.outputs());
  }

  /** Upstream's own text; it is no part of the project. */
  @ParameterizedTest
  @MethodSource("rules")
  @EnabledIfEnvironmentVariable(
      named = "ENTRAWATCH_UPSTREAM_RULES",
      matches = ".+",
      disabledReason = "ENTRAWATCH_UPSTREAM_RULES names no folder of upstream's queries")
  void upstreamsOwnTextGivesTheRowsOfTheFile(Rule rule) throws Exception {
    Path text = Path.of(System.getenv("ENTRAWATCH_UPSTREAM_RULES"), rule.id() + ".esql");
    Plan upstream = Analyzer.plan(Files.readString(text), Field::find);
    Plan own = plan(rule);

    for (Example example : Examples.of(own, Duration.ofMinutes(61), 5)) {
      List<ResultRow> rows = Evaluation.rows(upstream, example.events());
      assertThat(rows).as("%s", example).hasSize(example.isMatch() ? 1 : 0);
      if (example.isMatch()) {
        Map<String, List<?>> columns =
            new TreeMap<>(Evaluation.rows(own, example.events()).get(0).columns());
        columns.keySet().retainAll(rows.get(0).columns().keySet());
        assertThat(columns).isNotEmpty();
        assertThat(rows.get(0).columns()).containsAllEntriesOf(columns);
      }
    }
  }

  private static Plan plan(Rule rule) throws Exception {
    return RuleQuery.plan(RuleFile.parse(rule.id() + ".toml", bytes(rule.id())));
  }

  private static byte[] bytes(String id) throws IOException {
    try (InputStream in =
        BuiltInRuleFilesTest.class.getResourceAsStream("/rules/" + id + ".toml")) {
      return in.readAllBytes();
    }
  }
}
