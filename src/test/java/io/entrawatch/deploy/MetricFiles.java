// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The alert rules and the dashboard in metrics/. */
public final class MetricFiles {
  static final Path RULES = Path.of("metrics/prometheus-rules.yaml");
  static final Path RULES_TEST = Path.of("metrics/prometheus-rules-test.yaml");
  private static final Path DASHBOARD = Path.of("metrics/grafana-dashboard.json");
  private static final Pattern METRIC = Pattern.compile("flink_[a-zA-Z_.+]+");

  private MetricFiles() {}

  static List<JsonNode> rules() {
    List<JsonNode> rules = new ArrayList<>();
    Kustomization.read(RULES).get(0).get("groups").forEach(g -> g.get("rules").forEach(rules::add));
    return rules;
  }

  /** The expressions of the dashboard's panels. */
  static List<String> panels() throws IOException {
    return new ObjectMapper().readTree(DASHBOARD.toFile()).get("panels").findValuesAsText("expr");
  }

  /** The metrics that rules and dashboard name, some as regular expressions. */
  public static Set<String> named() throws IOException {
    List<String> expressions = new ArrayList<>(panels());
    rules().forEach(rule -> expressions.add(rule.get("expr").asText()));
    Set<String> named = new TreeSet<>();
    for (String expression : expressions) {
      Matcher metric = METRIC.matcher(expression);
      while (metric.find()) {
        named.add(metric.group());
      }
    }
    return named;
  }

  /** The names of the rules that a rule test expects to fire. */
  static Set<String> fired() {
    Set<String> fired = new TreeSet<>();
    for (JsonNode test : Kustomization.read(RULES_TEST).get(0).get("tests")) {
      StreamSupport.stream(test.get("alert_rule_test").spliterator(), false)
          .filter(check -> !check.get("exp_alerts").isEmpty())
          .forEach(check -> fired.add(check.get("alertname").asText()));
    }
    return fired;
  }
}
