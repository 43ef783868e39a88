// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alert rules ask for metrics that there are. */
class PrometheusRulesTest {
  private static final Pattern NAME = Pattern.compile("__name__=~\"([^\"]+)\"");

  /** As Flink's Prometheus reporter writes the names of an operator's metrics. */
  private static List<String> metrics() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/metrics.txt")).stream()
        .map(name -> name.replace("<rule>", "device-code-retuned"))
        .map(
            name -> "flink_taskmanager_job_task_operator_" + name.replaceAll("[^a-zA-Z0-9:_]", "_"))
        .toList();
  }

  @Test
  void everyAlertRuleFindsItsMetric() throws IOException {
    JsonNode rules =
        new YAMLMapper()
            .readTree(new File("docs/examples/prometheus-rules.yaml"))
            .at("/groups/0/rules");
    assertThat(rules).hasSize(2);
    for (JsonNode rule : rules) {
      Matcher name = NAME.matcher(rule.get("expr").asText());
      assertThat(name.find()).isTrue();
      assertThat(metrics()).anyMatch(metric -> metric.matches(name.group(1)));
    }
  }

  @Test
  void everyMetricIsDocumented() throws IOException {
    String document = Files.readString(Path.of("docs/input.md"));
    for (String metric : Files.readAllLines(Path.of("src/test/resources/metrics.txt"))) {
      assertThat(document).contains("`" + metric + "`");
    }
  }
}
