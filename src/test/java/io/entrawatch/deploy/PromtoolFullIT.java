// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's own judgement of metrics/. */
@Tag("full")
class PromtoolFullIT {
  @TempDir private Path folder;

  @BeforeAll
  static void findPromtool() {
    assumeTrue(Programs.has("promtool"), "there is no promtool (Debian's package prometheus)");
  }

  @Test
  void prometheusTakesTheAlertRules() throws Exception {
    assertThat(Programs.run("promtool", "check", "rules", MetricFiles.RULES.toString()))
        .contains("SUCCESS: " + MetricFiles.rules().size() + " rules found");
  }

  @Test
  void theRuleTestsPass() throws Exception {
    assertThat(Programs.run("promtool", "test", "rules", MetricFiles.RULES_TEST.toString()))
        .contains("SUCCESS");
  }

  /** Each as a rule that records it. */
  @Test
  void prometheusTakesEveryExpressionOfTheDashboard() throws Exception {
    List<String> panels = MetricFiles.panels();
    List<Map<String, String>> rules =
        IntStream.range(0, panels.size())
            .mapToObj(i -> Map.of("record", "panel:" + i, "expr", panels.get(i)))
            .toList();
    Path file = folder.resolve("panels.yaml");
    Files.writeString(
        file,
        new JsonMapper()
            .writeValueAsString(
                Map.of("groups", List.of(Map.of("name", "panels", "rules", rules)))));
    assertThat(Programs.run("promtool", "check", "rules", file.toString()))
        .contains("SUCCESS: " + panels.size() + " rules found");
  }
}
