// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink compresses what it sends; the proxy has to read it all the same. */
class ElasticsearchProxyTest {
  private static final String BULK =
      """
      {"index":{"_index":"alerts-2026.01","_id":"a"}}
      {"name":"first"}
      {"index":{"_index":"alerts-2026.01","_id":"b"}}
      {"name":"second"}
      """;

  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private HttpServer elasticsearch;
  private ElasticsearchProxy proxy;

  @BeforeEach
  void start() throws IOException {
    elasticsearch =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elasticsearch.createContext("/", this::take);
    elasticsearch.start();
    proxy = new ElasticsearchProxy("http://127.0.0.1:" + elasticsearch.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    proxy.close();
    elasticsearch.stop(0);
  }

  @Test
  void passesOnACompressedBulkInPlain() throws Exception {
    assertThat(send().statusCode()).isEqualTo(200);
    assertThat(arrived).containsExactly(BULK);
  }

  @Test
  void refusesOneAlertOfACompressedBulkAndPassesOnTheRest() throws Exception {
    proxy.refuseOne();

    var items = Revision.json(send().body().getBytes(UTF_8)).get("items");

    assertThat(proxy.refused()).isEqualTo("a");
    assertThat(items.findValuesAsText("status")).containsExactly("400", "201");
    assertThat(arrived).containsExactly(BULK.substring(BULK.indexOf("{\"index\"", 1)));
  }

  @Test
  void answersAllWith429WhileItIsBusy() throws Exception {
    proxy.busy(true);
    assertThat(send().statusCode()).isEqualTo(429);
    assertThat(arrived).isEmpty();
    assertThat(proxy.turnedAway()).isEqualTo(1);
  }

  private void take(HttpExchange exchange) throws IOException {
    arrived.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    byte[] answer = "{\"items\":[{\"index\":{\"_id\":\"b\",\"status\":201}}]}".getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private HttpResponse<String> send() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(BULK.getBytes(UTF_8));
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(proxy.url() + "/_bulk"))
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
