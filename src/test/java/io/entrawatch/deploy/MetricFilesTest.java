// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * That the metrics are there is for ClusterIT, that Prometheus takes the rules for PromtoolFullIT.
 */
class MetricFilesTest {
  @Test
  void everyAlertRuleHasARunbookUnderItsName() throws IOException {
    Set<String> headings =
        Files.readAllLines(Path.of("docs/operations.md")).stream()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .collect(Collectors.toSet());
    assertThat(MetricFiles.rules()).hasSizeGreaterThan(10);
    for (JsonNode rule : MetricFiles.rules()) {
      String name = rule.get("alert").asText();
      assertThat(rule.at("/annotations/runbook").asText())
          .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(headings).contains(name);
      assertThat(rule.at("/annotations/summary").asText()).as(name).isNotEmpty();
    }
  }

  @Test
  void everyAlertRuleIsSeenFiringInARuleTest() {
    Set<String> names = new TreeSet<>();
    MetricFiles.rules().forEach(rule -> names.add(rule.get("alert").asText()));
    assertThat(MetricFiles.fired()).isEqualTo(names);
  }

  @Test
  void everyMetricOfOursIsDocumented() throws IOException {
    String documents =
        Files.readString(Path.of("docs/input.md")) + Files.readString(Path.of("docs/metrics.md"));
    for (String metric : Files.readAllLines(Path.of("src/test/resources/metrics.txt"))) {
      assertThat(documents).contains("`" + metric + "`");
    }
  }
}
