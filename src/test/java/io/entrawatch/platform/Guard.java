// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a broker asks of clients from outside.
 *
 * @param saslPort asks for TLS and a password
 * @param mutualPort asks for TLS and a certificate of the client
 * @param strayPort asks for nothing, and sends clients on to an address that does not resolve
 * @param plainUsers the passwords of PLAIN, by user; those of SCRAM are the broker's own data
 * @param acls whether a user may do only what an ACL says
 */
record Guard(
    int saslPort,
    int mutualPort,
    int strayPort,
    Certificates certificates,
    Map<String, String> plainUsers,
    boolean acls) {

  static Guard openTo(Map<String, String> plainUsers, Path folder) {
    return in(folder, plainUsers, false);
  }

  static Guard byAcls(Map<String, String> plainUsers, Path folder) {
    return in(folder, plainUsers, true);
  }

  private static Guard in(Path folder, Map<String, String> plainUsers, boolean acls) {
    return new Guard(
        Ports.free(), Ports.free(), Ports.free(), Certificates.in(folder), plainUsers, acls);
  }

  /** For {@code listeners}. */
  String listeners() {
    return guarded() + ",STRAY://localhost:" + strayPort;
  }

  /** For {@code advertised.listeners}. */
  String advertisedListeners() {
    return guarded() + ",STRAY://no-such-broker.invalid:" + strayPort;
  }

  private String guarded() {
    return "SASL_SSL://localhost:" + saslPort + ",MUTUAL://localhost:" + mutualPort;
  }

  /** For server.properties. */
  List<String> settings() {
    List<String> settings = new ArrayList<>();
    settings.add(
        "listener.security.protocol.map="
            + "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,MUTUAL:SSL,"
            + "STRAY:PLAINTEXT");
    settings.add("ssl.keystore.location=" + certificates.keyStore());
    settings.add("ssl.keystore.type=PKCS12");
    settings.add("ssl.keystore.password=" + Certificates.PASSWORD);
    settings.add("ssl.truststore.location=" + certificates.authority());
    settings.add("ssl.truststore.type=PEM");
    settings.add("listener.name.mutual.ssl.client.auth=required");
    settings.add("sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512");
    settings.add("listener.name.sasl_ssl.plain.sasl.jaas.config=" + plain());
    settings.add(
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config="
            + "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    if (acls) {
      settings.add("authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer");
      // The test itself, the broker and its controller come by listeners without names.
      settings.add("super.users=User:ANONYMOUS");
    }
    return settings;
  }

  private String plain() {
    return plainUsers.entrySet().stream()
        .map(user -> " user_" + user.getKey() + "=\"" + user.getValue() + "\"")
        .collect(
            Collectors.joining(
                "", "org.apache.kafka.common.security.plain.PlainLoginModule required", ";"));
  }
}
