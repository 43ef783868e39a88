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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /**
   * As a Kafka client takes it: perhaps a protocol, a host or an IPv6 address in brackets, a port.
   */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:[A-Za-z_]+://)?\\[?([^\\[\\]/]+?)\\]?:([0-9]{1,5})");

  private final String host;
  private final int port;

  private Reachability(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Those addresses that are written as such; of others the client says what is wrong. */
  private static List<Reachability> of(String bootstrapServers) {
    return Arrays.stream(bootstrapServers.split(","))
        .map(address -> ADDRESS.matcher(address.strip()))
        .filter(Matcher::matches)
        .map(address -> new Reachability(address.group(1), Integer.parseInt(address.group(2))))
        .toList();
  }

  /**
   * Why none of the addresses can be connected to.
   *
   * @param bootstrapServers {@code host:port}, separated by commas
   * @return a line with the remedy; empty where one of them can
   */
  static Optional<String> problem(String bootstrapServers) {
    Optional<String> first = Optional.empty();
    for (Reachability one : of(bootstrapServers)) {
      Optional<String> problem = one.problem();
      if (problem.isEmpty()) {
        return problem;
      }
      first = first.isPresent() ? first : problem;
    }
    return first.map(why -> "kafka.bootstrap-servers: " + why);
  }

  /** Whether the first address that can be connected to speaks TLS. */
  static boolean speakTls(String bootstrapServers) {
    for (Reachability one : of(bootstrapServers)) {
      if (one.problem().isEmpty()) {
        return one.speaksTls();
      }
    }
    return false;
  }

  private Optional<String> problem() {
    try (Socket ignored = connect()) {
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of(
          "the host "
              + host
              + " does not resolve; check how it is spelled, and that this machine can look it up");
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

  /** To the first address of the host that takes it. */
  private Socket connect() throws IOException {
    IOException last = null;
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), PATIENCE);
        socket.setSoTimeout(PATIENCE);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last == null ? new UnknownHostException(host) : last;
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
