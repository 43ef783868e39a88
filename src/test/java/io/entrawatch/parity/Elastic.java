// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.rule.EsqlText;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a real Elasticsearch for the rows of a rule. One index at a time, named as the rules say.
 */
final class Elastic {
  private static final String INDEX = "/logs-azure.signinlogs-parity";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int AT_ONCE = 8;
  private static final int BULK = 1_000;

  /** More rows than this ES|QL cuts off unless the query says otherwise. */
  private static final int LIMIT = 1_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  /**
   * @param url of a node without security
   */
  Elastic(String url) {
    this.url = url;
  }

  /** Puts these documents, and no others, where the rules look. */
  void load(List<Document> documents) {
    send("DELETE", INDEX + "?ignore_unavailable=true", "");
    send("PUT", INDEX, mapping());
    for (int from = 0; from < documents.size(); from += BULK) {
      StringBuilder bulk = new StringBuilder();
      for (Document document : documents.subList(from, Math.min(from + BULK, documents.size()))) {
        bulk.append("{\"index\":{}}\n");
        bulk.append(new String(document.json(), StandardCharsets.UTF_8)).append('\n');
      }
      JsonNode answer = send("POST", INDEX + "/_bulk", bulk.toString());
      if (answer.path("errors").asBoolean()) {
        throw new IllegalStateException("refused: " + firstError(answer));
      }
    }
    send("POST", INDEX + "/_refresh", "");
  }

  private static String firstError(JsonNode answer) {
    for (JsonNode item : answer.get("items")) {
      if (item.at("/index/error").isObject()) {
        return item.at("/index/error").toString();
      }
    }
    return answer.toString();
  }

  /** The rows of all the rules over these documents and no others, sorted. */
  List<Row> loadAndAsk(List<Rule> rules, List<Document> documents) {
    load(documents);
    return rules.stream().flatMap(rule -> rows(rule, documents).stream()).sorted().toList();
  }

  /** The rule's rows in every window of its elastic reading that holds one of the documents. */
  List<Row> rows(Rule rule, List<Document> documents) {
    WindowSpec spec = rule.windows().get(Reading.ELASTIC);
    return rule.bucket() == null ? rows(rule, ends(spec, documents)) : bucketRows(rule);
  }

  private static Collection<Long> ends(WindowSpec spec, List<Document> documents) {
    TreeSet<Long> ends = new TreeSet<>();
    for (Document document : documents) {
      long last = spec.lastEnd(document.ingested());
      for (long end = spec.firstEnd(document.ingested());
          end <= last;
          end += spec.slide().toMillis()) {
        ends.add(end);
      }
    }
    return ends;
  }

  /** The rule's rows in the windows with these ends. */
  List<Row> rows(Rule rule, Collection<Long> ends) {
    WindowSpec spec = rule.windows().get(Reading.ELASTIC);
    long size = spec.size().toMillis();
    List<String> queries =
        ends.stream().map(end -> EsqlText.query(rule, spec.clock(), end - size, end)).toList();
    List<Row> rows = new ArrayList<>();
    List<List<ObjectNode>> answers = ask(queries.stream().map(EsqlRequest::of).toList());
    int i = 0;
    for (long end : ends) {
      answers.get(i++).forEach(c -> rows.add(Row.of(rule.id(), end - size, end, c)));
    }
    return rows;
  }

  /** As {@link #loadAndAsk}, with fewer and larger questions. */
  List<Row> loadAndAskBundled(List<Rule> rules, List<Document> documents) {
    load(documents);
    return rules.stream()
        .flatMap(rule -> (rule.bucket() == null ? bundled(rule) : bucketRows(rule)).stream())
        .sorted()
        .toList();
  }

  /**
   * The rule's rows in all windows. Windows that do not overlap are asked about at once, the query
   * grouping by them, so that it takes as many queries as windows overlap.
   */
  private List<Row> bundled(Rule rule) {
    WindowSpec spec = rule.windows().get(Reading.ELASTIC);
    long size = spec.size().toMillis();
    List<Long> offsets = new ArrayList<>();
    for (long offset = 0; offset < size; offset += spec.slide().toMillis()) {
      offsets.add(offset);
    }
    List<ObjectNode> requests =
        offsets.stream()
            .map(offset -> EsqlRequest.of(byWindow(EsqlText.query(rule), size, offset)))
            .toList();
    List<Row> rows = new ArrayList<>();
    List<List<ObjectNode>> answers = ask(requests);
    for (int i = 0; i < offsets.size(); i++) {
      for (ObjectNode columns : answers.get(i)) {
        long start = columns.remove("window").asLong() * size + offsets.get(i);
        rows.add(Row.of(rule.id(), start, start + size, columns));
      }
    }
    return rows;
  }

  private static String byWindow(String query, long size, long offset) {
    String window =
        "(TO_LONG(COALESCE(event.ingested, @timestamp)) - %d) / %d".formatted(offset, size);
    return query
        .replace("\n| STATS\n", "\n| EVAL window = " + window + "\n| STATS\n")
        .replace("\n  BY ", "\n  BY window, ")
        .replace("\n| KEEP\n", "\n| KEEP\n    window,\n");
  }

  /** The rows of a rule whose query makes its windows itself. */
  List<Row> bucketRows(Rule rule) {
    List<Row> rows = new ArrayList<>();
    long size = rule.windows().get(Reading.ELASTIC).size().toMillis();
    for (ObjectNode columns : ask(List.of(EsqlRequest.of(EsqlText.query(rule)))).get(0)) {
      long start = Instant.parse(columns.get(rule.bucket()).asText()).toEpochMilli();
      rows.add(Row.of(rule.id(), start, start + size, columns));
    }
    return rows;
  }

  /** The rows that each of the requests returns, in their order. */
  List<List<ObjectNode>> ask(List<ObjectNode> requests) {
    List<List<ObjectNode>> answers = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += AT_ONCE) {
      List<CompletableFuture<HttpResponse<String>>> pending =
          requests.subList(from, Math.min(from + AT_ONCE, requests.size())).stream()
              .map(
                  r ->
                      http.sendAsync(
                          http("POST", "/_query", r.toString()), BodyHandlers.ofString()))
              .toList();
      pending.forEach(answer -> answers.add(table(answer(answer.join()))));
    }
    return answers;
  }

  private static List<ObjectNode> table(JsonNode answer) {
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode values : answer.get("values")) {
      ObjectNode row = JSON.createObjectNode();
      for (int i = 0; i < values.size(); i++) {
        row.set(answer.get("columns").get(i).get("name").asText(), values.get(i));
      }
      rows.add(row);
    }
    if (rows.size() == LIMIT) {
      throw new IllegalStateException("more rows than a query returns: use fewer documents");
    }
    return rows;
  }

  private JsonNode send(String method, String path, String body) {
    return answer(http.sendAsync(http(method, path, body), BodyHandlers.ofString()).join());
  }

  private HttpRequest http(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(ANSWER)
        .header(
            "Content-Type", path.endsWith("_bulk") ? "application/x-ndjson" : "application/json")
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private static JsonNode answer(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          response.request().uri() + ": " + response.statusCode() + " " + response.body());
    }
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(response.body(), e);
    }
  }

  private static String mapping() {
    try (InputStream in = Elastic.class.getResourceAsStream("/parity/mapping.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("no mapping", e);
    }
  }
}
