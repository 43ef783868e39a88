// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A real Elasticsearch node with its ES|QL engine, on a port of its own that it keeps over a
 * restart. It is the distribution for integration tests: {@code GET /}, data streams and some field
 * types are not in it.
 */
public final class ElasticsearchNode implements AutoCloseable {
  private static final int HEAP_MEGABYTES = 512;
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  // Whoever must log in first has reached a node that is up.
  private static final Set<Integer> UP = Set.of(200, 401);

  private final Path folder = Folders.temporary("elasticsearch");
  private final Path home = folder.resolve("home");
  private final int port = Ports.free();
  private final Optional<Account> account = Account.insteadOfRoot();
  private final Map<String, String> settings = new TreeMap<>();
  private final int heapMegabytes;
  private final HttpClient http;
  private ChildProcess process;

  private ElasticsearchNode(Map<String, String> extra, int heapMegabytes, HttpClient http) {
    this.heapMegabytes = heapMegabytes;
    this.http = http;
    settings.putAll(
        Map.of(
            "cluster.name", "entrawatch-test",
            "discovery.type", "single-node",
            "network.host", "127.0.0.1",
            "http.port", Integer.toString(port),
            "transport.port", Integer.toString(Ports.free()),
            "cluster.routing.allocation.disk.threshold_enabled", "false",
            "xpack.security.enabled", "false"));
    settings.putAll(extra);
    Folders.copy(Artifacts.elasticsearchHome(), home);
    Folders.write(
        config().resolve("elasticsearch.yml"),
        settings.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
  }

  /** A node without security that answers. */
  public static ElasticsearchNode start() {
    return start(HEAP_MEGABYTES);
  }

  /** The same with a heap of its own size. */
  public static ElasticsearchNode start(int heapMegabytes) {
    ElasticsearchNode node =
        new ElasticsearchNode(Map.of(), heapMegabytes, HttpClient.newHttpClient());
    try {
      node.startAgain();
      return node;
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /**
   * A node that is not started yet: certificates, users and roles can be put into {@link #config}.
   *
   * @param settings for elasticsearch.yml, on top of the usual ones
   * @param http the client that asks whether the node is up; it must trust the node's certificate
   */
  public static ElasticsearchNode create(Map<String, String> settings, HttpClient http) {
    return new ElasticsearchNode(settings, HEAP_MEGABYTES, http);
  }

  /** Starts the node, with the data it had when it was stopped or killed. */
  public void startAgain() {
    account.ifPresent(user -> user.own(folder));
    process = ChildProcess.start("Elasticsearch", folder.resolve("node.log"), command());
    process.await("answers", START, this::isUp);
  }

  /** Stops the node in good order; its data stays. */
  public void stop() {
    process.close();
  }

  /** Ends the node by {@code kill -9}; its data stays. */
  public void kill() {
    process.kill();
  }

  /** The address, without a slash at the end. */
  public String url() {
    String secure = settings.get("xpack.security.http.ssl.enabled");
    return ("true".equals(secure) ? "https" : "http") + "://127.0.0.1:" + port;
  }

  /** The folder of the node's configuration. */
  public Path config() {
    return home.resolve("config");
  }

  /** The distribution, for its command-line tools. */
  public Path home() {
    return home;
  }

  public long residentMegabytes() {
    return process.residentMegabytes();
  }

  /** The CPU time that the node has used, in nanoseconds. */
  public long cpuNanos() {
    return process.cpuNanos();
  }

  /**
   * Asks the node.
   *
   * @param body JSON or NDJSON, empty for none
   * @throws IllegalStateException with the answer, where it is not a 2xx
   */
  public String call(String method, String path, String body) {
    try {
      HttpResponse<String> response = send(method, path, body);
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            method + " " + path + ": " + response.statusCode() + " " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
    Folders.delete(folder);
  }

  private boolean isUp() throws IOException {
    return UP.contains(send("GET", "/_cluster/health?wait_for_status=yellow", "").statusCode());
  }

  private HttpResponse<String> send(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(ANSWER)
            .header(
                "Content-Type",
                path.contains("_bulk") ? "application/x-ndjson" : "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private ProcessBuilder command() {
    List<String> start = List.of(home.resolve("bin/elasticsearch").toString());
    ProcessBuilder command =
        new ProcessBuilder(account.map(user -> user.runs(start)).orElse(start))
            .directory(home.toFile());
    command.environment().put("ES_JAVA_HOME", JavaCommand.home().toString());
    String heap = "-Xms%1$dm -Xmx%1$dm".formatted(heapMegabytes);
    command.environment().put("ES_JAVA_OPTS", heap + " " + String.join(" ", JavaCommand.OPTIONS));
    return command;
  }
}
