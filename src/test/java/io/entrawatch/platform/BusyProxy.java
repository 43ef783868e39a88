// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A load balancer in front of a server that answers the first bulk requests itself, with the
 * statuses it was given, and passes on the rest.
 */
public final class BusyProxy implements AutoCloseable {
  private static final Set<String> PASSED =
      Set.of("content-type", "content-encoding", "accept", "authorization");

  private final Deque<Integer> refusals;
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String target;
  private final HttpServer server;

  /**
   * @param target the address, without a slash at the end
   * @param refusals the statuses of the first bulk requests
   */
  public BusyProxy(String target, Integer... refusals) {
    this.target = target;
    this.refusals = new ConcurrentLinkedDeque<>(List.of(refusals));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::serve);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The statuses of all bulk requests so far. */
  public List<Integer> answers() {
    return List.copyOf(answers);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean bulk = exchange.getRequestURI().getPath().endsWith("_bulk");
      Integer refusal = bulk ? refusals.poll() : null;
      if (refusal != null) {
        answers.add(refusal);
        exchange.sendResponseHeaders(refusal, -1);
        return;
      }
      HttpResponse<byte[]> response = passOn(exchange, body);
      if (bulk) {
        answers.add(response.statusCode());
      }
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (name.startsWith("content-type") || name.startsWith("x-elastic")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    }
  }

  private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (PASSED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
