// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entrawatch.rule.RuleInfo.Attack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {
  private static final String RULE =
      """
      [metadata]
      creation_date = "2026/01/01"
      maturity = "production"

      [rule]
      description = "Two addresses in one session."
      from = "now-9m"
      interval = "8m"
      language = "esql"
      name = "A session from two addresses"
      note = '''
      ## Triage and analysis

      ### Possible investigation steps

      - Whose is the `second` address?
        - Ask the user.
      1. Look at [the audit log](https://example.org).

      ### Response and remediation:

      - Revoke the sessions.
      !{investigate{"label":"x"}}
      '''
      query = '''
      FROM logs-azure.signinlogs-*
      | STATS ips = COUNT_DISTINCT(source.ip) BY user.id
      | WHERE ips >= 2
      '''
      risk_score = 47
      rule_id = "11111111-2222-3333-4444-555555555555"
      severity = "medium"
      tags = ["x"]
      timestamp_override = "event.ingested"
      type = "esql"

      [rule.alert_suppression]
      group_by = ["user.id"]
      duration = { value = 5, unit = "m" }

      [[rule.threat]]
      framework = "MITRE ATT&CK"
      [rule.threat.tactic]
      id = "TA0001"
      name = "Initial Access"
      reference = "https://attack.mitre.org/tactics/TA0001/"
      [[rule.threat.technique]]
      id = "T1078"
      name = "Valid Accounts"
      [[rule.threat.technique.subtechnique]]
      id = "T1078.004"
      name = "Cloud Accounts"
      """;

  @Test
  void aRuleFileIsReadAsItStands() throws RuleRefused {
    RuleFile rule = read(RULE);

    assertThat(rule.id()).isEqualTo("two_addresses");
    assertThat(rule.identity()).isEqualTo("11111111-2222-3333-4444-555555555555");
    assertThat(rule.type()).isEqualTo(RuleType.ESQL);
    assertThat(rule.query()).startsWith("FROM logs-azure").endsWith("ips >= 2\n");
    assertThat(rule.queryLine()).isEqualTo(26);
    assertThat(rule.schedule())
        .isEqualTo(new Schedule(Duration.ofMinutes(9), Duration.ofMinutes(8)));
    assertThat(rule.timestampOverride()).isEqualTo("event.ingested");
    assertThat(rule.suppression())
        .isEqualTo(new Suppression(List.of("user.id"), Duration.ofMinutes(5), true));
    assertThat(rule.maxSignals()).isEqualTo(100);
    assertThat(rule.enabled()).isTrue();
    assertThat(rule.about().severity()).isEqualTo("medium");
    assertThat(rule.about().threats().get(0).techniques())
        .containsExactly(
            new Attack("T1078", "Valid Accounts"), new Attack("T1078.004", "Cloud Accounts"));
  }

  @Test
  void theListsOfTheGuideAreTheTriage() throws RuleRefused {
    assertThat(read(RULE).about().triage().checkFirst())
        .containsExactly("Whose is the second address?", "Ask the user.", "Look at the audit log.");
    assertThat(read(RULE).about().triage().thenDo()).containsExactly("Revoke the sessions.");
  }

  @Test
  void anIdOfOursIsBothIdAndIdentity() throws RuleRefused {
    RuleFile rule = read(RULE + "\n[entrawatch]\nid = \"mine\"\n");

    assertThat(rule.id()).isEqualTo("mine");
    assertThat(rule.identity()).isEqualTo("mine");
  }

  @Test
  void withoutAScheduleElasticsOwnHolds() throws RuleRefused {
    RuleFile rule = read(RULE.replace("from = \"now-9m\"", "").replace("interval = \"8m\"", ""));

    assertThat(rule.schedule())
        .isEqualTo(new Schedule(Duration.ofMinutes(6), Duration.ofMinutes(5)));
    assertThat(rule.schedule().overlap()).isEqualTo(Duration.ofMinutes(1));
    assertThat(rule.schedule().gap()).isZero();
  }

  @Test
  void aThresholdIsRead() throws RuleRefused {
    RuleFile rule =
        read(
            RULE.replace("type = \"esql\"", "type = \"threshold\"").replace("\"esql\"", "\"kuery\"")
                + """
                [rule.threshold]
                field = ["user.id"]
                value = 10
                [[rule.threshold.cardinality]]
                field = "source.ip"
                value = 3
                """);

    assertThat(rule.threshold())
        .isEqualTo(
            new Threshold(List.of("user.id"), 10, new Threshold.Cardinality("source.ip", 3)));
  }

  @Test
  void newTermsAreRead() throws RuleRefused {
    RuleFile rule =
        read(
            RULE.replace("type = \"esql\"", "type = \"new_terms\"").replace("\"esql\"", "\"kuery\"")
                + """
                [rule.new_terms]
                field = "new_terms_fields"
                value = ["user.id", "source.as.number"]
                [[rule.new_terms.history_window_start]]
                field = "history_window_start"
                value = "now-14d"
                """);

    assertThat(rule.newTerms())
        .isEqualTo(new NewTerms(List.of("user.id", "source.as.number"), Duration.ofDays(14)));
  }

  /** What is replaced, by what, and the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[rule] | [rules] | two_addresses.toml:5: \"rules\" is not supported, and ignoring it could change what the rule finds; remove it",
        "rule_id = | ruleid = | two_addresses.toml:5: \"rule.rule_id\" is missing; add it",
        "\"now-9m\" | \"now-9x\" | two_addresses.toml:7: \"rule.from\" has to be of the form now-9m",
        "\"8m\" | \"0m\" | two_addresses.toml:8: \"rule.interval\" has to be of the form 5m",
        "language = \"esql\" | language = \"eql\" | two_addresses.toml:9: \"rule.language\" is \"eql\"; a rule of type esql is written in esql",
        "risk_score = 47 | risk_score = 470 | two_addresses.toml:30: \"rule.risk_score\" has to be a whole number from 0 to 100",
        "risk_score = 47 | risk_score = \"47\" | two_addresses.toml:30: \"rule.risk_score\" has to be a whole number from 0 to 100",
        "severity = \"medium\" | severity = \"info\" | two_addresses.toml:32: \"rule.severity\" has to be low, medium, high or critical",
        "type = \"esql\" | type = \"machine_learning\" | two_addresses.toml:35: \"rule.type\" \"machine_learning\" cannot run as a stream; there are esql, query, threshold, new_terms, eql",
        "type = \"esql\" | type = \"threshold\" | two_addresses.toml:9: \"rule.language\" is \"esql\"; a rule of type threshold is written in kuery",
        "tags = [\"x\"] | filters = [\"x\"] | two_addresses.toml:33: \"rule.filters\" is not supported, and ignoring it could change what the rule finds; remove it",
        "tags = [\"x\"] | exceptions_list = [] | two_addresses.toml:33: \"rule.exceptions_list\" is not supported, and ignoring it could change what the rule finds; remove it",
        "tags = [\"x\"] | index = [1] | two_addresses.toml:33: \"rule.index\" has to be a list of texts",
        "unit = \"m\" | unit = \"y\" | two_addresses.toml:39: \"rule.alert_suppression.duration.unit\" has to be s, m or h",
        "event.ingested | event.created | two_addresses.toml:34: \"rule.timestamp_override\" is \"event.created\"; it can be event.ingested or @timestamp",
        "id = \"TA0001\" | key = \"TA0001\" | two_addresses.toml:43: \"rule.threat.tactic.id\" is missing; add it",
        "maturity = \"production\" | sharing = \"x\" | two_addresses.toml:3: \"metadata.sharing\" is not supported, and ignoring it could change what the rule finds; remove it",
      })
  void aFileThatCannotBeUsedIsRefusedWithPlaceAndRemedy(String old, String other, String message) {
    String text = RULE.replace(old, other);
    assertThat(text).isNotEqualTo(RULE);

    assertThat(refusal("two_addresses.toml", text.getBytes(UTF_8))).isEqualTo(message);
  }

  @Test
  void brokenTomlIsRefusedWithLineAndColumn() {
    assertThat(refusal("a.toml", "[rule]\nname = \"x\nb = 1".getBytes(UTF_8)))
        .startsWith("a.toml:2:")
        .contains("not TOML")
        .doesNotContain("\n");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThat(refusal("a.toml", (RULE + "\n[rule]\nname = \"other\"\n").getBytes(UTF_8)))
        .contains("not TOML");
  }

  @Test
  void aFileOfTenMegabytesIsRefusedUnread() {
    assertThat(refusal("a.toml", new byte[10 << 20])).contains("more than 1048576 bytes");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(refusal("a.toml", ("a = " + "[".repeat(100_000)).getBytes(UTF_8)))
        .contains("not TOML");
    assertThat(refusal("a.toml", ("[" + "a.".repeat(100_000) + "b]").getBytes(UTF_8)))
        .contains("a.toml");
    assertThat(refusal("a.toml", ("a = " + "{b=".repeat(100_000)).getBytes(UTF_8)))
        .contains("not TOML");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() {
    assertThat(refusal("a.toml", new byte[] {(byte) 0xC3, 0x28})).contains("not UTF-8");
  }

  @Test
  void aNameThatNoSettingCouldNameIsRefused() {
    assertThat(refusal("my rule.toml", RULE.getBytes(UTF_8))).contains("rename the file");
  }

  /** A checkout of elastic/detection-rules; its text is no part of the project. */
  @Test
  @EnabledIfEnvironmentVariable(
      named = "ENTRAWATCH_DETECTION_RULES",
      matches = ".+",
      disabledReason = "ENTRAWATCH_DETECTION_RULES names no checkout of elastic/detection-rules")
  void everyFileOfUpstreamIsReadOrRefusedInOneLine() throws Exception {
    Map<String, Integer> reasons = new TreeMap<>();
    int read = 0;
    for (Path path : upstream()) {
      try {
        RuleFile.parse(path.getFileName().toString(), Files.readAllBytes(path));
        read++;
      } catch (RuleRefused e) {
        assertThat(e.getMessage()).doesNotContain("\n").contains(".toml:");
        reasons.merge(e.getMessage().replaceFirst("^\\S+ ", ""), 1, Integer::sum);
      }
    }

    assertThat(read).as("%s", reasons).isGreaterThan(1_500);
    assertThat(reasons.keySet())
        .allMatch(
            reason ->
                reason.matches(".*(cannot run as a stream|is not supported|written in kuery).*"));
  }

  private static List<Path> upstream() throws Exception {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> all =
        Files.walk(Path.of(System.getenv("ENTRAWATCH_DETECTION_RULES"), "rules"))) {
      all.filter(path -> path.toString().endsWith(".toml"))
          .sorted(Comparator.naturalOrder())
          .forEach(paths::add);
    }
    return paths;
  }

  private static RuleFile read(String text) throws RuleRefused {
    return RuleFile.parse("rules/two_addresses.toml", text.getBytes(UTF_8));
  }

  private static String refusal(String file, byte[] bytes) {
    return catchThrowableOfType(RuleRefused.class, () -> RuleFile.parse(file, bytes)).getMessage();
  }
}
