// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What plain sockets tell of brokers' addresses, where a Kafka client says no more than timeout.
 */
final class Reachability {
  private static final int PATIENCE = (int) Duration.ofSeconds(3).toMillis();

  private final String host;
  private final int port;

  private Reachability(String address) {
    int colon = address.lastIndexOf(':');
    host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
    port = Integer.parseInt(address.substring(colon + 1));
  }

  /**
   * Why none of the addresses can be connected to.
   *
   * @param bootstrapServers {@code host:port}, separated by commas
   * @return a line with the remedy; empty where one of them can
   */
  static Optional<String> problem(String bootstrapServers) {
    Optional<String> first = Optional.empty();
    for (String address : bootstrapServers.split(",")) {
      Optional<String> problem = new Reachability(address.strip()).problem();
      if (problem.isEmpty()) {
        return problem;
      }
      first = first.isPresent() ? first : problem;
    }
    return first.map(why -> "kafka.bootstrap-servers: " + why);
  }

  /** Whether the first address that can be connected to speaks TLS. */
  static boolean speakTls(String bootstrapServers) {
    for (String address : bootstrapServers.split(",")) {
      Reachability one = new Reachability(address.strip());
      if (one.problem().isEmpty()) {
        return one.speaksTls();
      }
    }
    return false;
  }

  private Optional<String> problem() {
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return Optional.of(
          "the host "
              + host
              + " does not resolve; check how it is spelled, and that this machine can look it up");
    }
    try (Socket ignored = connect()) {
      return Optional.empty();
    } catch (ConnectException e) {
      return Optional.of(
          "nothing listens at " + this + "; check the port, and that a broker runs there");
    } catch (IOException e) {
      return Optional.of(
          this
              + " does not answer within "
              + Duration.ofMillis(PATIENCE).toSeconds()
              + " s; check the address, and whether a firewall lets this machine through");
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(host, port), PATIENCE);
    socket.setSoTimeout(PATIENCE);
    return socket;
  }

  private boolean speaksTls() {
    try (Socket plain = connect();
        SSLSocket secure =
            (SSLSocket) trustingAll().getSocketFactory().createSocket(plain, host, port, false)) {
      secure.startHandshake();
      return true;
    } catch (SSLHandshakeException e) {
      // It wants a certificate of ours, or no version of ours; or it just hung up.
      return !(e.getCause() instanceof EOFException);
    } catch (SSLException e) {
      return false;
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  /** Only to see whether the other side speaks TLS: nothing is sent. */
  private static SSLContext trustingAll() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
    return context;
  }

  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("it is no server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // whoever it is
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
