// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.cli.Main;
import io.entrawatch.cli.RecordingActions;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.EsqlText;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int open(String... args) {
    return Main.open(
        new RecordingActions(),
        RuleCatalogueEntry.all(),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }

  private String printed() {
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    return out.toString(StandardCharsets.UTF_8);
  }

  static Stream<Rule> rules() {
    return BuiltInRules.all().stream();
  }

  @Test
  void listsARuleALineWithItsWindowsAndThresholds() {
    assertThat(open("rules")).isZero();
    List<String> lines = printed().lines().toList();
    assertThat(lines).hasSameSizeAs(BuiltInRules.all());
    assertThat(lines.get(0))
        .startsWith("device-code-concurrent  Device-code session in concurrent use")
        .contains("elastic: 9m of event.ingested every 1m, sign-in: 9m of @timestamp every 1m")
        .contains("min-interactive=2 min-non-interactive=1 min-source-ips=2 min-user-agents=2");
    assertThat(lines.get(2))
        .startsWith("auth-broker-to-drs ")
        .contains("elastic: 30m of @timestamp,");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void printsTheQueryThatARuleStandsFor(Rule rule) {
    assertThat(open("rules", "--esql", rule.id())).isZero();
    assertThat(printed())
        .isEqualTo(EsqlText.query(rule))
        .startsWith("FROM logs-azure.signinlogs-*\n");
  }

  @Test
  void aRuleThatThereIsNotIsRefused() {
    assertThat(open("rules", "--esql", "device-code")).isEqualTo(2);
    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "entrawatch rules: --esql \"device-code\": no such rule; there are device-code-concurrent,"
                + " device-code-retuned, auth-broker-to-drs; see entrawatch rules --help\n");
  }
}
