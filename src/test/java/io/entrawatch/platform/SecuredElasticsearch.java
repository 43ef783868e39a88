// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real Elasticsearch node that asks for TLS and for credentials. */
public final class SecuredElasticsearch implements AutoCloseable {
  private static final String ADMIN = "admin";
  private static final String PASSWORD = "adm1n-pass";

  private final Path folder = Folders.temporary("certificates");
  private final Certificates certificates = Certificates.in(folder);
  private final ElasticsearchNode node =
      ElasticsearchNode.create(
          Map.of(
              "xpack.security.enabled", "true",
              "xpack.security.http.ssl.enabled", "true",
              "xpack.security.http.ssl.keystore.path", "server.p12",
              "xpack.security.http.ssl.keystore.password", Certificates.PASSWORD),
          HttpClient.newBuilder().sslContext(trust()).authenticator(new Admin()).build());

  private SecuredElasticsearch() {}

  /** A node that answers, with no user but an administrator. */
  public static SecuredElasticsearch start() {
    SecuredElasticsearch secured = new SecuredElasticsearch();
    try {
      Files.copy(secured.certificates.keyStore(), secured.node.config().resolve("server.p12"));
      Folders.write(secured.node.config().resolve("users"), List.of(ADMIN + ":" + hash()));
      Folders.write(secured.node.config().resolve("users_roles"), List.of("superuser:" + ADMIN));
      secured.node.startAgain();
      return secured;
    } catch (IOException e) {
      secured.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      secured.close();
      throw e;
    }
  }

  public String url() {
    return node.url();
  }

  /** A PEM file with what a client has to trust. */
  public Path authority() {
    return certificates.authority();
  }

  /** Asks the node as its administrator; see {@link ElasticsearchNode#call}. */
  public String call(String method, String path, String body) {
    return node.call(method, path, body);
  }

  /**
   * Makes an API key and gives it in its encoded form.
   *
   * @param body of the request, JSON
   */
  public String apiKey(String body) {
    try {
      return new ObjectMapper()
          .readTree(call("POST", "/_security/api_key", body))
          .get("encoded")
          .asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    node.close();
    Folders.delete(folder);
  }

  private SSLContext trust() {
    try (InputStream pem = Files.newInputStream(certificates.authority())) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the test's own authority is not usable", e);
    }
  }

  /** As Elasticsearch's file of users takes it. */
  private static String hash() {
    byte[] salt = new byte[32];
    int rounds = 10_000;
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
              .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, rounds, 256))
              .getEncoded();
      Base64.Encoder base64 = Base64.getEncoder();
      return "{PBKDF2}%d$%s$%s"
          .formatted(rounds, base64.encodeToString(salt), base64.encodeToString(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM lacks PBKDF2", e);
    }
  }

  private static final class Admin extends Authenticator {
    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      return new PasswordAuthentication(ADMIN, PASSWORD.toCharArray());
    }
  }
}
