// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.entrawatch.platform.Ports;
import io.entrawatch.platform.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of the start against an HTTP server that plays Elasticsearch, or what is before it. */
class ElasticsearchAccessTest {
  private volatile int status;
  private volatile String body;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Optional<String> check(int answered, String text) throws FatalElasticsearchException {
    status = answered;
    body = text;
    return check("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static Optional<String> check(String host) throws FatalElasticsearchException {
    return ElasticsearchAccess.check(
        new ElasticsearchSettings(
            List.of(URI.create(host)),
            new ElasticsearchCredentials.ApiKey("a2V5"),
            null,
            ElasticsearchSettings.DEFAULT_INDEX_PREFIX,
            IndexTemplate.INSTALL,
            Delivery.buffering(100_000)));
  }

  @Test
  void whatElasticsearchsSecurityForbidsStopsTheStart() {
    assertThatThrownBy(
            () -> check(403, "{\"error\":{\"type\":\"security_exception\"},\"status\":403}"))
        .isInstanceOf(FatalElasticsearchException.class)
        .hasMessageContaining("lack a privilege (403)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"type\":\"cluster_block_exception\"},\"status\":403}",
        "{\"message\":\"Forbidden\"}",
        "<html>Forbidden</html>",
        ""
      })
  void a403OfAnythingElseStopsNothingAndIsTold(String text) throws Exception {
    assertThat(check(403, text).orElseThrow())
        .startsWith("elasticsearch.hosts: http://127.0.0.1:")
        .contains(" answers 403");
  }

  @Test
  void anElasticsearchThatIsNotReadyStopsNothingAndIsTold() throws Exception {
    assertThat(check(503, "{}").orElseThrow()).contains(" answers 503");
  }

  @Test
  void anElasticsearchWithoutSecurityIsAskedForNothing() throws Exception {
    assertThat(check(400, "{\"error\":\"no handler found\",\"status\":400}")).isEmpty();
  }

  @Test
  void a400ThatIsNotElasticsearchsOwnIsTold() throws Exception {
    assertThat(check(400, "<html>The plain HTTP request was sent to HTTPS port</html>"))
        .hasValueSatisfying(
            said -> assertThat(said).contains("http://127.0.0.1:", "answers 400", "https"));
  }

  @Test
  void aHostThatDoesNotResolveIsToldAsThat() throws Exception {
    assertThat(check("http://no-such-host.invalid:9200").orElseThrow())
        .startsWith("elasticsearch.hosts: http://no-such-host.invalid:9200 ")
        .contains("does not resolve; check how it is spelled");
  }

  @Test
  void aPortAtWhichNobodyListensIsToldAsThat() throws Exception {
    String host = "http://127.0.0.1:" + Ports.free();
    assertThat(check(host).orElseThrow())
        .startsWith("elasticsearch.hosts: " + host + " does not answer: nothing listens there; ");
  }

  @Test
  void httpAgainstAServerThatSpeaksTlsIsToldAsThat() throws Exception {
    try (TlsServer tls = TlsServer.start()) {
      String host = "http://127.0.0.1:" + tls.port();
      assertThat(check(host).orElseThrow())
          .startsWith("elasticsearch.hosts: " + host + " ")
          .contains("write https");
    }
  }

  @Test
  void aCertificateThatIsNotTrustedStopsTheStart() throws Exception {
    try (TlsServer tls = TlsServer.start()) {
      assertThatThrownBy(() -> check("https://127.0.0.1:" + tls.port()))
          .isInstanceOf(FatalElasticsearchException.class)
          .hasMessageContaining("https://127.0.0.1:" + tls.port())
          .hasMessageContaining("TLS failed: check the CA file");
    }
  }

  @Test
  void credentialsThatAreRefusedStopTheStart() {
    assertThatThrownBy(() -> check(401, "{}"))
        .isInstanceOf(FatalElasticsearchException.class)
        .hasMessageContaining("the credentials were refused (401)");
  }
}
