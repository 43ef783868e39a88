// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official client against an HTTP server that plays Elasticsearch. */
class ElasticsearchTransportTest {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile String lastBody;
  private volatile int templateStatus = 200;
  private volatile String templateAnswer = "{\"acknowledged\":true}";
  private volatile int mostLines = Integer.MAX_VALUE;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldPutTheTemplateOnceBeforeTheFirstAlert() throws Exception {
    try (BulkTransport transport = transport()) {
      transport.index(List.of(alert("a"))).get(10, TimeUnit.SECONDS);
      transport.index(List.of(alert("b"))).get(10, TimeUnit.SECONDS);
    }

    assertThat(requests)
        .containsExactly("PUT /_index_template/entrawatch-alerts", "POST /_bulk", "POST /_bulk");
    assertThat(authorizations).containsOnly("ApiKey a2V5");
  }

  @Test
  void shouldNotSendAnAlertBeforeTheTemplateIsThere() throws Exception {
    templateStatus = 503;
    try (BulkTransport transport = transport()) {
      CompletableFuture<List<ItemAnswer>> answer = transport.index(List.of(alert("a")));

      assertThat(answer).failsWithin(10, TimeUnit.SECONDS);
      assertThat(requests).containsExactly("PUT /_index_template/entrawatch-alerts");

      templateStatus = 200;
      assertThat(transport.index(List.of(alert("a")))).succeedsWithin(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void shouldGiveUpOnlyOnA403OfElasticsearchsSecurity() throws Exception {
    templateStatus = 403;
    try (BulkTransport transport = transport()) {
      templateAnswer = "{\"error\":{\"type\":\"security_exception\"},\"status\":403}";
      assertThat(failure(transport)).isInstanceOf(FatalElasticsearchException.class);

      for (String other :
          List.of(
              "{\"error\":{\"type\":\"cluster_block_exception\",\"reason\":\"b\"},\"status\":403}",
              "{\"error\":\"Forbidden\",\"status\":403}",
              "{\"ok\":false,\"message\":\"Forbidden\"}",
              "<html>Forbidden</html>",
              "")) {
        templateAnswer = other;
        assertThat(failure(transport))
            .as(other)
            .isNotNull()
            .isNotInstanceOf(FatalElasticsearchException.class);
      }
    }
  }

  private static Throwable failure(BulkTransport transport) {
    return ExceptionUtils.stripCompletionException(
        transport.index(List.of(alert("a"))).handle((answers, failure) -> failure).join());
  }

  @Test
  void shouldSendTheRevisionAsExternalVersionAndTheDocumentAsItIs() throws Exception {
    try (BulkTransport transport = transport()) {
      transport.index(List.of(alert("a"))).get(10, TimeUnit.SECONDS);
    }

    String[] lines = lastBody.split("\n");
    assertThat(new ObjectMapper().readTree(lines[0]))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"index": {"_index": "entrawatch-alerts-2026.01", "_id": "a", "version": 7,
                     "version_type": "external_gte"}}
                    """));
    assertThat(lines[1]).isEqualTo("{\"n\":\"Zoë\"}");
  }

  @Test
  void shouldHalveABatchThatIsTooLargeAndRefuseOnlyWhatIsTooLargeAlone() throws Exception {
    mostLines = 4;
    try (BulkTransport transport = transport()) {
      List<IndexedAlert> batch = IntStream.range(0, 5).mapToObj(i -> alert("a" + i)).toList();
      assertThat(transport.index(batch).get(10, TimeUnit.SECONDS))
          .hasSize(5)
          .extracting(ItemAnswer::verdict)
          .containsOnly(ItemAnswer.Verdict.STORED);

      mostLines = 1;
      assertThat(transport.index(batch).get(10, TimeUnit.SECONDS))
          .extracting(ItemAnswer::verdict)
          .containsOnly(ItemAnswer.Verdict.REFUSED);
    }
  }

  private BulkTransport transport() throws IOException {
    URI host = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new ElasticsearchTransportFactory(
            new ElasticsearchSettings(
                List.of(host),
                new ElasticsearchCredentials.ApiKey("a2V5"),
                null,
                ElasticsearchSettings.DEFAULT_INDEX_PREFIX,
                IndexTemplate.INSTALL,
                Delivery.buffering(100_000)))
        .open();
  }

  private static IndexedAlert alert(String id) {
    return IndexedAlert.of(id, 7, "entrawatch-alerts-2026.01", "{\"n\":\"Zoë\"}".getBytes(UTF_8));
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    try (InputStream in = new GZIPInputStream(exchange.getRequestBody())) {
      lastBody = new String(in.readAllBytes(), UTF_8);
    }
    if (exchange.getRequestMethod().equals("PUT")) {
      answer(exchange, templateStatus, templateAnswer);
    } else if (lastBody.split("\n").length > mostLines) {
      answer(exchange, 413, "{\"error\":\"too large\",\"status\":413}");
    } else {
      answer(exchange, 200, stored(lastBody));
    }
  }

  private static String stored(String body) throws IOException {
    StringBuilder items = new StringBuilder();
    String[] lines = body.split("\n");
    for (int i = 0; i < lines.length; i += 2) {
      JsonNode index = new ObjectMapper().readTree(lines[i]).path("index");
      items
          .append(items.isEmpty() ? "" : ",")
          .append("{\"index\":{\"_index\":\"x\",\"status\":201,\"result\":\"created\",\"_id\":")
          .append(index.path("_id"))
          .append("}}");
    }
    return "{\"took\":1,\"errors\":false,\"items\":[" + items + "]}";
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
