// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import io.entrawatch.expression.Literal;
import io.entrawatch.expression.ValueType;
import io.entrawatch.language.esql.Evaluation.ResultRow;
import io.entrawatch.language.esql.Plan.Output;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs random queries here and on a real Elasticsearch, and compares the rows. */
final class QueryParity {
  static final String INDEX = "language-parity";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DOCUMENTS = 60;

  /** The names of functions in a canonical text, constants aside. */
  private static final Pattern NAMES =
      Pattern.compile(
          "(aggregate \\w+|is null|is not null|[a-z][a-z_0-9]*|[-+*/%<>=!]+)(?=\\()",
          Pattern.MULTILINE);

  private static final double NEARLY = 1e-9;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final List<Event> events;

  /** How often each function was part of a query that both ran. */
  final TreeMap<String, Integer> covered = new TreeMap<>();

  int withRows;
  int refused;

  QueryParity(String url, long seed) {
    this.url = url;
    this.events = RandomDocuments.events(new Random(seed), DOCUMENTS);
    send("DELETE", "/" + INDEX + "?ignore_unavailable=true", "");
    send("PUT", "/" + INDEX, RandomDocuments.mapping());
    StringBuilder bulk = new StringBuilder();
    for (Event event : events) {
      bulk.append("{\"index\":{}}\n").append(RandomDocuments.document(event)).append('\n');
    }
    JsonNode answer = send("POST", "/" + INDEX + "/_bulk?refresh=true", bulk.toString());
    if (answer.path("errors").asBoolean()) {
      throw new IllegalStateException(answer.toString());
    }
  }

  /**
   * @return what differs, or null
   */
  String difference(String query) {
    JsonNode answer =
        send("POST", "/_query", JSON.createObjectNode().put("query", query).toString());
    boolean engineRefused = answer.has("error");
    Plan plan;
    try {
      plan = Analyzer.plan(query, Field::find);
    } catch (QueryRefused e) {
      if (engineRefused || e.getMessage().contains("a second bucket")) {
        refused++;
        return null;
      }
      return "we refuse: " + e.position() + " " + e.getMessage();
    }
    if (hasConstantAggregate(plan)) {
      return null;
    }
    if (engineRefused
        && answer.at("/error/reason").asText().matches("(?s).*(overflow|Should not fold).*")) {
      return null;
    }
    if (engineRefused) {
      return "the engine refuses: " + answer.at("/error/reason").asText();
    }
    List<TreeMap<String, Object>> theirs = theirs(answer);
    List<TreeMap<String, Object>> ours = new ArrayList<>();
    for (ResultRow row : Evaluation.rows(plan, events)) {
      ours.add(ours(plan, row));
    }
    ours.sort(java.util.Comparator.comparing(QueryParity::sortKey));
    theirs.sort(java.util.Comparator.comparing(QueryParity::sortKey));
    if (!equal(ours, theirs)) {
      return firstDifference(ours, theirs);
    }
    Matcher names = NAMES.matcher(plan.text() + outputs(plan));
    while (names.find()) {
      covered.merge(names.group(1), 1, Integer::sum);
    }
    withRows += ours.isEmpty() ? 0 : 1;
    return null;
  }

  /** Of constants the engine makes other queries before it runs them. */
  private static boolean hasConstantAggregate(Plan plan) {
    return plan.isAggregation()
        && plan.stats().aggregates().stream()
            .anyMatch(each -> each.arguments().stream().anyMatch(Literal.class::isInstance));
  }

  private static String outputs(Plan plan) {
    StringBuilder text = new StringBuilder();
    plan.outputs().forEach(output -> text.append(output.expression().text()).append('\n'));
    return text.toString();
  }

  private static String sortKey(TreeMap<String, Object> row) {
    StringBuilder key = new StringBuilder();
    row.forEach(
        (name, value) ->
            key.append(
                !name.endsWith(" type") && name.startsWith("k") || name.equals("event.id")
                    ? name + value + ((List<?>) value).size()
                    : ""));
    return key.toString();
  }

  private static String firstDifference(
      List<TreeMap<String, Object>> ours, List<TreeMap<String, Object>> theirs) {
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      for (String name : ours.get(i).keySet()) {
        if (!equal(ours.get(i).get(name), theirs.get(i).get(name))) {
          return "row "
              + ours.get(i).get("event.id")
              + " column "
              + name
              + "\n  ours   "
              + ours.get(i).get(name)
              + "\n  theirs "
              + theirs.get(i).get(name);
        }
      }
      if (!ours.get(i).keySet().equals(theirs.get(i).keySet())) {
        return "columns\n  ours   " + ours.get(i) + "\n  theirs " + theirs.get(i);
      }
    }
    return "rows: ours " + ours.size() + ", theirs " + theirs.size();
  }

  private static boolean equal(Object a, Object b) {
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!equal(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof TreeMap<?, ?> x && b instanceof TreeMap<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.keySet().stream().allMatch(key -> equal(x.get(key), y.get(key)));
    }
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      double scale = Math.max(1, Math.abs(x.doubleValue()));
      return x.compareTo(y) == 0
          || (x.stripTrailingZeros().scale() > 0 || Math.abs(x.doubleValue()) > 1e15)
              && Math.abs(x.doubleValue() - y.doubleValue()) <= NEARLY * scale;
    }
    return java.util.Objects.equals(a, b);
  }

  static TreeMap<String, Object> ours(Plan plan, ResultRow row) {
    TreeMap<String, Object> columns = new TreeMap<>();
    for (Output output : plan.outputs()) {
      List<?> values = row.columns().getOrDefault(output.name(), List.of());
      List<Object> shown = new ArrayList<>();
      for (Object value : values) {
        shown.add(
            output.expression().type() == ValueType.DATETIME
                ? Times.iso((Long) value)
                : value instanceof Number number ? new BigDecimal(number.toString()) : value);
      }
      if (isSet(output.name())) {
        shown.sort(java.util.Comparator.comparing(Object::toString));
      }
      columns.put(output.name(), shown);
      columns.put(output.name() + " type", output.expression().type().id());
    }
    return columns;
  }

  /** The engine gives the values of VALUES in any order. */
  private static boolean isSet(String name) {
    return name.startsWith("a");
  }

  static List<TreeMap<String, Object>> theirs(JsonNode answer) {
    List<TreeMap<String, Object>> rows = new ArrayList<>();
    for (JsonNode values : answer.get("values")) {
      TreeMap<String, Object> row = new TreeMap<>();
      for (int i = 0; i < values.size(); i++) {
        String name = answer.get("columns").get(i).get("name").asText();
        List<Object> shown = new ArrayList<>();
        JsonNode value = values.get(i);
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
          if (!each.isNull()) {
            shown.add(
                each.isNumber()
                    ? new BigDecimal(each.asText())
                    : each.isBoolean() ? (Object) each.asBoolean() : each.asText());
          }
        }
        if (isSet(name)) {
          shown.sort(java.util.Comparator.comparing(Object::toString));
        }
        row.put(name, shown);
        String type = answer.get("columns").get(i).get("type").asText();
        row.put(
            name + " type",
            type.equals("date") ? "datetime" : type.equals("text") ? "keyword" : type);
      }
      rows.add(row);
    }
    return rows;
  }

  private JsonNode send(String method, String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
