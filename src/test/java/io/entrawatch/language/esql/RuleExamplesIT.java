// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.event.DataSet;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import io.entrawatch.language.esql.Evaluation.ResultRow;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.file.RuleCheck;
import io.entrawatch.rule.file.RuleFile;
import io.entrawatch.rule.file.RuleFolder;
import io.entrawatch.rule.file.RuleQuery;
import io.entrawatch.traffic.example.Example;
import io.entrawatch.traffic.example.ExampleDocuments;
import io.entrawatch.traffic.example.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real Elasticsearch takes the matches that are made for a rule, and none of the near misses. */
@ExtendWith(SharedServers.class)
class RuleExamplesIT {
  private static final String INDEX = "/logs-azure.signinlogs-examples";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 11;

  @Test
  void theEngineJudgesTheExamplesOfOurRulesAsWeDo(ElasticsearchNode node) throws Exception {
    judge(node, List.of(Path.of("src/main/resources/rules"), Path.of("docs/examples/rules")), 4);
  }

  /** A checkout of elastic/detection-rules; its text is no part of the project. */
  @Test
  @EnabledIfEnvironmentVariable(
      named = "ENTRAWATCH_DETECTION_RULES",
      matches = ".+",
      disabledReason = "ENTRAWATCH_DETECTION_RULES names no checkout of elastic/detection-rules")
  void theEngineJudgesTheExamplesOfUpstreamsRulesAsWeDo(ElasticsearchNode node) throws Exception {
    judge(
        node,
        List.of(Path.of(System.getenv("ENTRAWATCH_DETECTION_RULES"), "rules/integrations/azure")),
        5);
  }

  private static void judge(ElasticsearchNode node, List<Path> paths, int least) throws Exception {
    int judged = 0;
    for (RuleCheck check : RuleFolder.check(paths)) {
      if (check.kind() == null) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(Path.of(check.file()));
      RuleFile rule = RuleFile.parse(check.file(), bytes);
      Plan plan = RuleQuery.plan(rule);
      // The engine's now is not that of the documents.
      if (plan.lookBack() == null) {
        List<Example> examples = Examples.of(plan, rule.schedule().lookBack(), SEED);
        load(node, examples);
        for (Example example : examples) {
          assertThat(theirs(node, rule.query(), example))
              .as("%s: %s", rule.file(), example.broken())
              .isEqualTo(ours(plan, example))
              .hasSize(example.isMatch() ? 1 : 0);
        }
        judged++;
      }
    }
    assertThat(judged).isGreaterThanOrEqualTo(least);
  }

  private static void load(ElasticsearchNode node, List<Example> examples) {
    node.call("DELETE", INDEX + "?ignore_unavailable=true", "");
    node.call("PUT", INDEX, mapping());
    StringBuilder bulk = new StringBuilder();
    for (String line : ExampleDocuments.lines(examples, DataSet.SIGN_INS)) {
      bulk.append("{\"create\":{}}\n").append(line).append('\n');
    }
    String answer = node.call("POST", INDEX + "/_bulk?refresh=true", bulk.toString());
    assertThat(answer).contains("\"errors\":false");
  }

  private static String mapping() {
    ObjectNode mapping = JSON.createObjectNode();
    ObjectNode fields = mapping.putObject("mappings").putObject("properties");
    for (Field field : Field.all()) {
      fields.putObject(field.path()).put("type", field.type().name().toLowerCase(Locale.ROOT));
    }
    return mapping.toString();
  }

  /** The rows over the example's time. */
  private static List<TreeMap<String, Object>> theirs(
      ElasticsearchNode node, String query, Example example) throws IOException {
    ObjectNode request = JSON.createObjectNode().put("query", query);
    long first = example.events().stream().mapToLong(Event::timestamp).min().orElseThrow();
    long last = example.events().stream().mapToLong(Event::timestamp).max().orElseThrow();
    request
        .putObject("filter")
        .putObject("range")
        .putObject("@timestamp")
        .put("gte", Times.iso(first))
        .put("lte", Times.iso(last));
    JsonNode answer = JSON.readTree(node.call("POST", "/_query", request.toString()));
    List<TreeMap<String, Object>> rows = new ArrayList<>();
    for (TreeMap<String, Object> row : QueryParity.theirs(answer)) {
      row.values().removeIf(value -> value instanceof List<?> list && list.isEmpty());
      rows.add(sorted(row));
    }
    return rows;
  }

  private static List<TreeMap<String, Object>> ours(Plan plan, Example example) {
    List<TreeMap<String, Object>> rows = new ArrayList<>();
    for (ResultRow row : Evaluation.rows(plan, example.events())) {
      TreeMap<String, Object> columns = QueryParity.ours(plan, row);
      columns.values().removeIf(value -> value instanceof List<?> list && list.isEmpty());
      rows.add(sorted(columns));
    }
    return rows;
  }

  private static TreeMap<String, Object> sorted(TreeMap<String, Object> row) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    row.forEach(
        (name, value) -> {
          if (value instanceof List<?> list) {
            sorted.put(name, list.stream().map(Object::toString).sorted().toList());
          }
        });
    return sorted;
  }
}
