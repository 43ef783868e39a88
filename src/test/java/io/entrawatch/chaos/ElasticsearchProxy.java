// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * Stands before Elasticsearch and answers in its place at times: that it is too busy, or that one
 * document is none.
 */
final class ElasticsearchProxy implements AutoCloseable {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final String url;
  private volatile boolean busy;
  private final AtomicInteger turnedAway = new AtomicInteger();
  private volatile boolean refuses;
  private volatile String refused;

  /** Begins to pass on all that comes. */
  ElasticsearchProxy(String url) throws IOException {
    this.url = url;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Whether every request is answered with 429. */
  void busy(boolean now) {
    busy = now;
  }

  /** How many requests were answered so. */
  int turnedAway() {
    return turnedAway.get();
  }

  /** From now on the next alert that comes is refused with 400, whenever it comes. */
  void refuseOne() {
    refuses = true;
  }

  /** Its id; null as long as none has come. */
  String refused() {
    return refused;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = body(exchange);
    if (busy) {
      turnedAway.incrementAndGet();
      answer(
          exchange,
          429,
          "{\"error\":{\"type\":\"es_rejected_execution_exception\"},\"status\":429}");
    } else if (exchange.getRequestURI().getPath().endsWith("_bulk") && refuses) {
      bulk(exchange, new String(body, StandardCharsets.UTF_8).lines().toList());
    } else {
      HttpResponse<String> response = pass(exchange, body);
      answer(exchange, response.statusCode(), response.body());
    }
  }

  /** In plain: what the sink compresses has to be read here, and is passed on as it was read. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      return sent;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return in.readAllBytes();
    }
  }

  private synchronized void bulk(HttpExchange exchange, List<String> lines) throws IOException {
    List<String> kept = new ArrayList<>();
    List<JsonNode> refusedItems = new ArrayList<>();
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      JsonNode action =
          Revision.json(lines.get(i).getBytes(StandardCharsets.UTF_8)).elements().next();
      String id = action.get("_id").asText();
      refused = refused == null ? id : refused;
      if (id.equals(refused)) {
        at.add(i / 2);
        refusedItems.add(refusal(action));
      } else {
        kept.add(lines.get(i));
        kept.add(lines.get(i + 1));
      }
    }
    ObjectNode answer = JSON.objectNode().put("took", 1).put("errors", true);
    ArrayNode items = answer.putArray("items");
    if (!kept.isEmpty()) {
      String body = String.join("\n", kept) + "\n";
      HttpResponse<String> response = pass(exchange, body.getBytes(StandardCharsets.UTF_8));
      JsonNode passed = Revision.json(response.body().getBytes(StandardCharsets.UTF_8));
      items.addAll((ArrayNode) passed.get("items"));
    }
    for (int i = 0; i < at.size(); i++) {
      items.insert(at.get(i), refusedItems.get(i));
    }
    answer(exchange, 200, answer.toString());
  }

  private static JsonNode refusal(JsonNode action) {
    ObjectNode item = JSON.objectNode();
    item.putObject("index")
        .put("_index", action.get("_index").asText())
        .put("_id", action.get("_id").asText())
        .put("status", 400)
        .putObject("error")
        .put("type", "document_parsing_exception")
        .put("reason", "refused on purpose");
    return item;
  }

  private HttpResponse<String> pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header : List.of("Content-Type", "Accept")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    ((ExecutorService) server.getExecutor()).shutdownNow();
  }
}
