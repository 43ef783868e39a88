// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.rule.RuleCatalogueEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsFileTest extends SettingsTestBase {
  @Test
  void keysAreNestedOrDottedOrBoth() {
    Settings settings =
        parse(
            """
            input:
              idleness: 2 min
              max-skew: 2h
            input.max-out-of-orderness: 30s
            rules.device-code-concurrent:
              min-interactive: 3
            """);
    assertThat(settings.input().idleness()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.input().maxSkew()).isEqualTo(Duration.ofHours(2));
    assertThat(settings.input().maxOutOfOrderness()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.rules().get("device-code-concurrent").thresholds())
        .containsEntry("min-interactive", 3L);
  }

  @Test
  void listsAreWrittenAsYamlWritesThemOrWithCommas() {
    String kafka = "kafka: {bootstrap-servers: 'a:1,b:2', topics.events: ";
    assertThat(parse(kafka + "[x, y]}").requireKafka().source().topics()).containsExactly("x", "y");
    assertThat(parse(kafka + "'x, y'}").requireKafka().source().topics()).containsExactly("x", "y");
    assertThat(parse(kafka + "x}").requireKafka().source().bootstrapServers()).isEqualTo("a:1,b:2");
  }

  @Test
  void aValueKeepsTheTextThatWasWritten() {
    Settings settings =
        parse(
            """
            kafka.bootstrap-servers: a:1
            kafka.topics.events: 1.10
            kafka.group-id: 010
            kafka.properties:
              client.id: on
              check.crcs: false
            """);
    assertThat(settings.requireKafka().source().topics()).containsExactly("1.10");
    assertThat(settings.requireKafka().source().groupId()).isEqualTo("010");
    assertThat(settings.requireKafka().source().properties().values())
        .isEqualTo(Map.of("client.id", "on", "check.crcs", "false"));
  }

  @Test
  void anEmptyFileAndAnEmptySectionSetNothing() {
    assertThat(parse("")).isEqualTo(set());
    assertThat(parse("# nothing\n")).isEqualTo(set());
    assertThat(parse("elasticsearch:\n  # hosts: x\nkafka:\n")).isEqualTo(set());
  }

  @Test
  void aKeyThatIsSetTwiceIsRefused() {
    errorOf("input.idleness: 1m\ninput:\n  idleness: 2m\n")
        .contains("line 3", "input.idleness is set twice");
  }

  @Test
  void aliasesAreRefusedBecauseTheyWouldBeTakenForTheirNames() {
    errorOf("input.idleness: &x 1m\ninput.max-skew: *x\n").contains("line 2", "aliases");
    errorOf("kafka.topics.events: [*x]\n").contains("aliases");
    errorOf("a: &x {b: c}\nkafka:\n  <<: *x\n").contains("aliases");
  }

  @Test
  void whatIsNoMappingIsRefusedWithoutQuotingIt() {
    errorOf("hunter2").contains("settings.yaml, line 1", "expected keys and values");
    errorOf("- hunter2").contains("expected keys and values");
    errorOf("kafka:\n\tpassword: hunter2")
        .contains("settings.yaml, line 2", "tab", "not valid YAML");
    errorOf("a: 'hunter2").contains("not valid YAML");
    errorOf("input.idleness: 1m\n---\ninput.idleness: 1m\n").contains("second document");
    errorOf("kafka.topics.events: [{a: hunter2}]").contains("plain values only");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    SettingsParser parser = new SettingsParser(RuleCatalogueEntry.all(), Map.of());
    Path missing = folder.resolve("none.yaml");
    error(() -> parser.parse(missing, List.of())).contains(missing.toString(), "does not exist");
    error(() -> parser.parse(folder, List.of())).contains(folder.toString(), "is a folder");
  }
}
