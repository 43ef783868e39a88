// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import io.entrawatch.kafka.BrokerProbe.Protocol;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * What a Kafka client failed with, told with the place, the value and a remedy. Never in its own
 * words, which may quote a setting that is a secret.
 *
 * @param protocol the client's {@code security.protocol}
 */
record KafkaFailure(String bootstrapServers, String protocol, Throwable failure) {

  /**
   * What keeps a client from getting through that needs no client to find out, as a line. A client
   * would try for long, and then say that time is up.
   */
  static Optional<String> beforehand(String bootstrapServers, String protocol) {
    return BrokerProbe.problem(bootstrapServers)
        .or(() -> mismatch(bootstrapServers, protocol, BrokerProbe.protocol(bootstrapServers)));
  }

  private static Optional<String> mismatch(
      String bootstrapServers, String protocol, Protocol spoken) {
    boolean tls = protocol.toUpperCase(Locale.ROOT).endsWith("SSL");
    if (tls && spoken == Protocol.KAFKA) {
      return Optional.of(withoutTls(bootstrapServers, protocol));
    }
    if (!tls && spoken == Protocol.TLS) {
      return Optional.of(
          "kafka.properties: "
              + bootstrapServers
              + " speaks TLS, and security.protocol does not say so; set it to SSL or SASL_SSL");
    }
    return spoken == Protocol.HTTP ? Optional.of(webServer(bootstrapServers)) : Optional.empty();
  }

  private static String webServer(String bootstrapServers) {
    return "kafka.bootstrap-servers: "
        + bootstrapServers
        + " is a web server's address; name a Kafka listener, often at port 9092 or 9093";
  }

  /** One line. */
  String told() {
    return switch (kind()) {
      case "SslAuthenticationException", "SSLHandshakeException", "SSLException" ->
          BrokerProbe.protocol(bootstrapServers) == Protocol.TLS
              ? distrust()
              : withoutTls(bootstrapServers, protocol);
      case "SaslAuthenticationException", "UnsupportedSaslMechanismException" ->
          "kafka.properties: "
              + bootstrapServers
              + " refused the credentials ("
              + kind()
              + "); check sasl.mechanism and the user and password of sasl.jaas.config";
      default -> BrokerProbe.problem(bootstrapServers).orElseGet(this::unanswered);
    };
  }

  /** What the failure is at its root, in a word. */
  private String kind() {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof AuthenticationException)) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName();
  }

  private String distrust() {
    return "kafka.properties: TLS with "
        + bootstrapServers
        + " failed ("
        + kind()
        + "); check the security settings: ssl.truststore.* must hold the authority that"
        + " signed the brokers' certificates, which must name that host, and"
        + " ssl.keystore.* a certificate that the brokers accept, if they ask for one";
  }

  private static String withoutTls(String bootstrapServers, String protocol) {
    return "kafka.properties: security.protocol is "
        + protocol
        + ", and "
        + bootstrapServers
        + " does not speak TLS; name its TLS listener, or write PLAINTEXT or SASL_PLAINTEXT";
  }

  /** Somebody listens. */
  private String unanswered() {
    if (isSetup()) {
      return "kafka.properties: a client could not be set up ("
          + kind()
          + "); check the files, passwords and types of ssl.* and sasl.*";
    }
    Protocol spoken = BrokerProbe.protocol(bootstrapServers);
    Optional<String> mismatch = mismatch(bootstrapServers, protocol, spoken);
    if (mismatch.isPresent()) {
      return mismatch.get();
    }
    return misunderstood(
        spoken == Protocol.TLS ? BrokerProbe.protocolWithinTls(bootstrapServers) : spoken);
  }

  private String misunderstood(Protocol spoken) {
    return switch (spoken) {
      case KAFKA ->
          "kafka.bootstrap-servers: a broker answers at "
              + bootstrapServers
              + ", and then no more ("
              + kind()
              + "); check that the addresses which the brokers give out (advertised.listeners)"
              + " can be reached from this machine, and security.protocol: SASL_ where the"
              + " listener asks for a password";
      case HTTP -> webServer(bootstrapServers);
      case TLS, OTHER ->
          "kafka.bootstrap-servers: no answer from "
              + bootstrapServers
              + " that a Kafka client understands ("
              + kind()
              + "), though something listens there; check that it is a Kafka listener, and its"
              + " security settings";
    };
  }

  private boolean isSetup() {
    return failure.getClass() == KafkaException.class || failure instanceof ConfigException;
  }
}
