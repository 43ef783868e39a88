// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule tests through the real job: ours, and how they fail. */
class RuleTestsTest {
  private static final Path OURS = Path.of("docs", "examples", "rule-tests");
  private static final Path PHISH = OURS.resolve("device-code-concurrent").resolve("phish.yaml");

  /** One for all, as for the cases of a folder. */
  private static RuleTestRun run;

  @TempDir private Path folder;

  static List<Path> ours() {
    return RuleCaseFile.in(OURS);
  }

  @BeforeAll
  static void start() throws Exception {
    run = RuleTestRun.start(new SettingsParser(RuleCatalogueEntry.all(), Map.of()));
  }

  @AfterAll
  static void stop() throws Exception {
    run.close();
  }

  private static List<String> problems(Path file) throws Exception {
    return run.result(file).problems();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void theCasesThatShipPass(Path file) throws Exception {
    assertThat(problems(file)).isEmpty();
  }

  @Test
  void everyRuleHasACaseThatHitsAndOneThatDoesNot() {
    for (Rule rule : BuiltInRules.all()) {
      List<RuleCase> cases =
          RuleCaseFile.in(OURS.resolve(rule.id())).stream().map(RuleCaseFile::read).toList();
      assertThat(cases).as(rule.id() + " hits").anyMatch(one -> hits(one, rule));
      assertThat(cases).as(rule.id() + " does not hit").anyMatch(one -> !hits(one, rule));
    }
  }

  private static boolean hits(RuleCase one, Rule rule) {
    return one.alerts().stream().anyMatch(a -> a.path("rule").asText().equals(rule.id()));
  }

  /** Our phish with something in it replaced. */
  private Path changed(String from, String to) throws IOException {
    String text = Files.readString(PHISH);
    assertThat(text).contains(from);
    return Files.writeString(folder.resolve("case.yaml"), text.replace(from, to));
  }

  @Test
  void anAlertThatDoesNotComeAsExpectedFailsWithTheNearest() throws Exception {
    assertThat(problems(changed("sign-ins: 3\n", "sign-ins: 4\n")))
        .hasSize(3)
        .anyMatch(p -> p.startsWith("no alert as expected: {\"rule\":\"device-code-concurrent\""))
        .anyMatch(p -> p.contains("the nearest: entrawatch.sign_in_count is 3, expected 4"))
        .anyMatch(p -> p.startsWith("not expected: alert of device-code-concurrent, user ada@"));
  }

  @Test
  void aCaseTellsWhichRulesAlertAndWhichTakeItsSignInsInSilence() throws Exception {
    RuleCaseResult phish = run.result(PHISH);
    assertThat(phish.hit()).contains("device-code-concurrent");
    assertThat(phish.silent()).doesNotContain("device-code-concurrent", "auth-broker-to-drs");
    RuleCaseResult one = run.result(PHISH.resolveSibling("one-interactive-leg.yaml"));
    assertThat(one.silent()).contains("device-code-concurrent");
    RuleCaseResult held = run.result(PHISH.resolveSibling("developer-allowed.yaml"));
    assertThat(held.hit())
        .as("an alert that is held back is one")
        .contains("device-code-concurrent");
  }

  @Test
  void settingsOfACaseAreItsOwn() throws Exception {
    Path stricter =
        changed(
            "common:\n",
            "settings:\n  rules.device-code-concurrent:\n    min-interactive: 3\ncommon:\n");
    assertThat(problems(stricter))
        .anyMatch(p -> p.startsWith("no alert as expected: {\"rule\":\"device-code-concurrent\""));
  }

  @Test
  void recordsThatCannotBeUsedFailACaseThatDoesNotExpectThem() throws Exception {
    Path broken = changed("2026-01-15T10:00:25.000Z", "not a time");
    assertThat(problems(broken)).anyMatch(p -> p.equals("dead letters: 1, expected 0"));
  }

  @Test
  void aBrokenCaseFailsWithOneLine() throws Exception {
    assertThat(problems(changed("expect:", "expekt:")))
        .hasSize(1)
        .first()
        .asString()
        .contains("unknown key \"expekt\"");
    assertThat(problems(changed("common:\n", "settings: {rules.x: 1}\ncommon:\n")))
        .hasSize(1)
        .first()
        .asString()
        .contains("unknown setting");
    Path noInput = Files.writeString(folder.resolve("pair.yaml"), "expect: {alerts: []}\n");
    assertThat(problems(noInput)).hasSize(1).first().asString().contains("pair.ndjson");
  }

  @Test
  void signInsMayStandInAFileOfTheSameName() throws Exception {
    Path pair = Files.writeString(folder.resolve("pair.yaml"), "expect: {alerts: []}\n");
    Files.writeString(folder.resolve("pair.ndjson"), RuleCaseFile.read(PHISH).signIns().get(0));
    assertThat(problems(pair)).isEmpty();
  }
}
