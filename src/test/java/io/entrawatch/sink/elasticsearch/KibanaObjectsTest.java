// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.sink.elasticsearch.client.AlertTemplate;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be held of kibana/ without a Kibana. */
class KibanaObjectsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern KQL_FIELD = Pattern.compile("([\\w@.]+)\\s*:");

  @Test
  void shouldReferToNothingButObjectsOfTheFile() throws Exception {
    List<JsonNode> objects = lines("kibana/saved-objects.ndjson");
    Set<String> ids = objects.stream().map(KibanaObjectsTest::key).collect(Collectors.toSet());

    assertThat(ids).hasSize(objects.size());
    assertThat(objects)
        .extracting(object -> object.path("type").asText())
        .containsExactly("index-pattern", "search", "dashboard");
    for (JsonNode object : objects) {
      assertThat(ids).containsAll(keys(object.path("references")));
    }
  }

  @Test
  void shouldResolveEveryReferenceWithinADashboardByItsName() throws Exception {
    JsonNode dashboard = lines("kibana/saved-objects.ndjson").get(2);
    Set<String> used = new TreeSet<>();
    Set<String> places = new TreeSet<>();
    for (JsonNode panel : panels(dashboard)) {
      String index = panel.path("panelIndex").asText();
      assertThat(panel.at("/gridData/i").asText()).isEqualTo(index);
      assertThat(panel.at("/gridData/x").asInt() + panel.at("/gridData/w").asInt())
          .isLessThanOrEqualTo(48);
      assertThat(places.add(index)).isTrue();
      if (panel.has("panelRefName")) {
        used.add(index + ":" + panel.path("panelRefName").asText());
      }
      layers(panel)
          .fieldNames()
          .forEachRemaining(layer -> used.add(index + ":indexpattern-datasource-layer-" + layer));
    }

    Set<String> named =
        dashboard
            .path("references")
            .valueStream()
            .map(reference -> reference.path("name").asText())
            .collect(Collectors.toSet());
    assertThat(named).isEqualTo(used);
  }

  @Test
  void shouldShowNoColumnThatTheLayerDoesNotHave() throws Exception {
    for (JsonNode panel : panels(lines("kibana/saved-objects.ndjson").get(2))) {
      for (JsonNode layer : layers(panel)) {
        Set<String> columns = new TreeSet<>();
        layer.path("columns").fieldNames().forEachRemaining(columns::add);
        JsonNode look = panel.at("/embeddableConfig/attributes/state/visualization");
        List<JsonNode> shown = new ArrayList<>();
        for (String name : List.of("metricAccessor", "columnId", "xAccessor", "splitAccessor")) {
          shown.addAll(look.findValues(name));
        }
        look.findValues("accessors").forEach(array -> array.forEach(shown::add));
        assertThat(shown.stream().map(JsonNode::asText).collect(Collectors.toSet()))
            .isEqualTo(columns);
        assertThat(columns)
            .containsAll(layer.findValues("columnId").stream().map(JsonNode::asText).toList());
        assertThat(layer.path("columnOrder").valueStream().map(JsonNode::asText))
            .containsExactlyInAnyOrderElementsOf(columns);
      }
    }
  }

  @Test
  void shouldUseNoFieldThatTheTemplateDoesNotType() throws Exception {
    List<JsonNode> objects = lines("kibana/saved-objects.ndjson");
    Set<String> fields = new TreeSet<>();
    fields.add(objects.get(0).at("/attributes/timeFieldName").asText());
    JSON.readTree(objects.get(0).at("/attributes/fieldFormatMap").asText())
        .fieldNames()
        .forEachRemaining(fields::add);
    objects.get(1).at("/attributes/columns").forEach(column -> fields.add(column.asText()));
    for (JsonNode panel : panels(objects.get(2))) {
      panel.findValues("sourceField").forEach(field -> fields.add(field.asText()));
    }
    fields.remove("___records___");

    assertThat(templateTypes().keySet()).containsAll(fields);
  }

  @Test
  void shouldTakeEveryAlertOnceHoweverManyRevisions() throws Exception {
    JsonNode rule = rule();

    assertThat(rule.at("/alert_suppression/group_by").valueStream().map(JsonNode::asText))
        .containsExactly("entrawatch.alert.id");
    // A period of a day, and the windows that may still be open after it.
    assertThat(rule.at("/alert_suppression/duration/unit").asText()).isEqualTo("h");
    assertThat(rule.at("/alert_suppression/duration/value").asInt()).isGreaterThanOrEqualTo(48);
    assertThat(rule.path("index").path(0).asText())
        .isEqualTo(lines("kibana/saved-objects.ndjson").get(0).at("/attributes/title").asText())
        .isEqualTo(ElasticsearchSettings.DEFAULT_INDEX_PREFIX + "-*");
  }

  @Test
  void shouldAskInTheRuleOnlyForFieldsOfTheTemplate() throws Exception {
    JsonNode rule = rule();
    Map<String, String> types = templateTypes();
    Set<String> fields = new TreeSet<>();
    Matcher query = KQL_FIELD.matcher(rule.path("query").asText());
    while (query.find()) {
      fields.add(query.group(1));
    }
    rule.findValues("field").forEach(field -> fields.add(field.asText()));
    rule.at("/alert_suppression/group_by").forEach(field -> fields.add(field.asText()));
    rule.at("/investigation_fields/field_names").forEach(field -> fields.add(field.asText()));
    fields.add(rule.path("rule_name_override").asText());

    assertThat(fields).hasSizeGreaterThan(8);
    assertThat(types.keySet()).containsAll(fields);
    for (JsonNode required : rule.path("required_fields")) {
      assertThat(types)
          .containsEntry(required.path("name").asText(), required.path("type").asText());
    }
  }

  private static JsonNode rule() throws IOException {
    List<JsonNode> rules = lines("kibana/detection-rule.ndjson");
    assertThat(rules).hasSize(1);
    return rules.get(0);
  }

  private static List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(file))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static JsonNode panels(JsonNode dashboard) throws IOException {
    return JSON.readTree(dashboard.at("/attributes/panelsJSON").asText());
  }

  private static JsonNode layers(JsonNode panel) {
    return panel.at("/embeddableConfig/attributes/state/datasourceStates/formBased/layers");
  }

  private static String key(JsonNode reference) {
    return reference.path("type").asText() + "/" + reference.path("id").asText();
  }

  private static List<String> keys(JsonNode references) {
    return references.valueStream().map(KibanaObjectsTest::key).toList();
  }

  /** The type of every field that the index template names. */
  static Map<String, String> templateTypes() throws IOException {
    Map<String, String> types = new TreeMap<>();
    JsonNode template =
        JSON.reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .readTree(
                AlertTemplate.class.getResourceAsStream("index-template.json").readAllBytes());
    types("", template.at("/template/mappings"), types);
    types.keySet().removeIf(field -> field.startsWith("Esql"));
    return types;
  }

  static void types(String path, JsonNode mapping, Map<String, String> types) {
    if (mapping.has("type") && !mapping.has("properties")) {
      types.put(path, mapping.path("type").asText());
    }
    mapping
        .path("properties")
        .fields()
        .forEachRemaining(
            field ->
                types(
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    types));
  }
}
