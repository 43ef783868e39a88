// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.rule.file.RuleCheck.Kind;
import io.entrawatch.rule.file.RuleCheck.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class RuleFolderTest {
  private static final String SIGN_INS = "FROM logs-azure.signinlogs-*";

  @TempDir private Path folder;

  private void write(String name, String id, String more, String query) throws IOException {
    Files.writeString(
        folder.resolve(name),
        """
        [metadata]
        maturity = "production"
        [rule]
        name = "n"
        description = "d"
        rule_id = "%s"
        severity = "low"
        risk_score = 21
        type = "esql"
        %s
        query = '''
        %s
        '''
        """
            .formatted(id, more, query));
  }

  private RuleCheck only() throws IOException {
    List<RuleCheck> checks = RuleFolder.check(List.of(folder));
    assertThat(checks).hasSize(1);
    return checks.get(0);
  }

  @Test
  void aConditionThatOnlyGrowsIsToldEarlyInBothReadings() throws IOException {
    write(
        "a.toml",
        "1",
        "from = \"now-2h\"",
        SIGN_INS + " | STATS c = COUNT(*) BY user.id | WHERE c > 2");

    assertThat(only().kind()).isEqualTo(Kind.EARLY);
    assertThat(only().windows())
        .containsExactly(
            new Window("elastic", "@timestamp", Duration.ofHours(2), Duration.ofMinutes(10)),
            new Window("sign-in", "@timestamp", Duration.ofHours(2), Duration.ofMinutes(10)));
    assertThat(only().loses())
        .contains(
            "Events that are more than 115m apart can fall into two runs, neither of which sees"
                + " both.");
  }

  @Test
  void anUpperBoundWaitsForTheEndOfTheRulesOwnWindow() throws IOException {
    write(
        "a.toml",
        "1",
        "from = \"now-9m\"\ninterval = \"10m\"\ntimestamp_override = \"event.ingested\"",
        SIGN_INS + " | STATS c = COUNT(*) BY user.id | WHERE c < 2");

    assertThat(only().kind()).isEqualTo(Kind.WINDOW_END);
    assertThat(only().costly()).isTrue();
    assertThat(only().windows())
        .containsExactly(
            new Window("elastic", "event.ingested", Duration.ofMinutes(9), Duration.ofMinutes(10)));
    assertThat(only().loses()).contains("Of every 10m, no run looks at 1m.");
  }

  @Test
  void aQueryWithoutStatsIsOneAlertAnEvent() throws IOException {
    write("a.toml", "1", "", SIGN_INS + " | WHERE event.outcome == \"failure\"");

    assertThat(only().kind()).isEqualTo(Kind.EVENT);
    assertThat(only().windows()).isEmpty();
  }

  @Test
  void aRefusedQueryNamesItsPlaceInTheFile() throws IOException {
    write("a.toml", "1", "", SIGN_INS + "\n| WHERE nosuch == 1");

    assertThat(only().reason())
        .startsWith(folder.resolve("a.toml") + ":13:9: unknown field nosuch");
  }

  @Test
  void aRuleOverAnotherLogIsRefused() throws IOException {
    write("a.toml", "1", "", "FROM logs-aws.cloudtrail-* | WHERE event.outcome == \"failure\"");

    assertThat(only().reason())
        .endsWith("reads none of the Entra ID logs; nothing of it can match");
  }

  @Test
  void ofTwoFilesWithOneIdentityTheSecondIsRefused() throws IOException {
    write("a.toml", "1", "", SIGN_INS);
    write("b.toml", "1", "", SIGN_INS);

    List<RuleCheck> checks = RuleFolder.check(List.of(folder));

    assertThat(checks.get(0).reason()).isNull();
    assertThat(checks.get(1).reason()).contains("has the identity 1 of", "give it another");
  }

  @Test
  void aDeprecatedRuleIsLeftOutOfAFolderButNotWhereItIsNamed() throws IOException {
    write("a.toml", "1", "", SIGN_INS);
    Path file = folder.resolve("a.toml");
    Files.writeString(file, Files.readString(file).replace("production", "deprecated"));

    assertThat(RuleFolder.check(List.of(folder))).isEmpty();
    assertThat(RuleFolder.check(List.of(file))).hasSize(1);
  }

  /** A checkout of elastic/detection-rules; its text is no part of the project. */
  @Test
  @Timeout(60)
  @EnabledIfEnvironmentVariable(
      named = "ENTRAWATCH_DETECTION_RULES",
      matches = ".+",
      disabledReason = "ENTRAWATCH_DETECTION_RULES names no checkout of elastic/detection-rules")
  void everyFileOfUpstreamHasAClassOrAReasonInOneLine() throws IOException {
    Map<String, Integer> classes = new TreeMap<>();
    Path rules = Path.of(System.getenv("ENTRAWATCH_DETECTION_RULES"), "rules");
    for (RuleCheck check : RuleFolder.check(List.of(rules))) {
      if (check.kind() == null) {
        assertThat(check.reason()).doesNotContain("\n").contains(".toml");
      }
      classes.merge(check.kind() == null ? "refused" : check.kind().id(), 1, Integer::sum);
    }

    assertThat(classes.get("early")).isGreaterThanOrEqualTo(4);
    assertThat(classes.get("window-end")).isGreaterThanOrEqualTo(2);
  }
}
