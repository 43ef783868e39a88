// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.entrawatch.platform.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerProbeTest {
  private static String unusable(String servers, Map<String, String> properties) {
    return KafkaTopics.unusable(servers, properties, new TimeoutException()).getMessage();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aHostThatDoesNotResolveIsToldAsThat() {
    assertThat(unusable("no-such-host.invalid:9092", Map.of()))
        .startsWith("kafka.bootstrap-servers: the host no-such-host.invalid does not resolve; ");
  }

  @Test
  void aPortAtWhichNobodyListensIsToldAsThat() throws IOException {
    String address = "127.0.0.1:" + closedPort();
    assertThat(unusable(address, Map.of()))
        .startsWith("kafka.bootstrap-servers: nothing listens at " + address + "; ");
  }

  @Test
  void ofSeveralAddressesOneThatCanBeConnectedToIsEnough() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      String servers = "127.0.0.1:" + closedPort() + ", 127.0.0.1:" + socket.getLocalPort();
      assertThat(BrokerProbe.problem(servers)).isEmpty();
    }
  }

  @Test
  void whoeverListensAndIsNoBrokerIsToldAsThat() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Thread hangingUp = new Thread(() -> hangUp(socket));
      hangingUp.setDaemon(true);
      hangingUp.start();
      assertThat(unusable("127.0.0.1:" + socket.getLocalPort(), Map.of()))
          .contains("something listens there", "check that it is a Kafka listener");
    }
  }

  @Test
  void aWebServerIsToldAsThat() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    try (TlsServer tls = TlsServer.start()) {
      String plain = "127.0.0.1:" + server.getAddress().getPort();
      assertThat(unusable(plain, Map.of()))
          .startsWith("kafka.bootstrap-servers: " + plain + " is a web server's address; ");
      String secured = "127.0.0.1:" + tls.port();
      assertThat(unusable(secured, Map.of("security.protocol", "SSL")))
          .startsWith("kafka.bootstrap-servers: " + secured + " is a web server's address; ");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:%d", "PLAINTEXT://127.0.0.1:%d", "localhost:%d"})
  void anAddressIsReadAsAKafkaClientReadsIt(String address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 9, InetAddress.getByName("127.0.0.1"))) {
      assertThat(BrokerProbe.problem(address.formatted(socket.getLocalPort()))).isEmpty();
    }
    assertThat(BrokerProbe.problem("no address at all")).as("the client says it").isEmpty();
    assertThat(BrokerProbe.problem("[::1]:" + closedPort())).isPresent();
  }

  private static void hangUp(ServerSocket socket) {
    try {
      while (true) {
        socket.accept().close();
      }
    } catch (IOException e) {
      // the test is over
    }
  }
}
