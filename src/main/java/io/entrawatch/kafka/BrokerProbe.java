// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
final class BrokerProbe {
  private static final int PATIENCE = (int) Duration.ofSeconds(3).toMillis();

  /** A listener of another protocol often waits for more; a broker answers at once. */
  private static final int ANSWER_PATIENCE = (int) Duration.ofSeconds(1).toMillis();

  /**
   * As a Kafka client takes it: perhaps a protocol, a host or an IPv6 address in brackets, a port.
   */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:[A-Za-z_]+://)?\\[?([^\\[\\]/]+?)\\]?:([0-9]{1,5})");

  /** What a listener may speak. */
  enum Protocol {
    KAFKA,
    TLS,
    HTTP,
    OTHER
  }

  private static final int QUESTION_NUMBER = 7;

  /** ApiVersions, version 0: what a client asks first, and any broker answers to anybody. */
  private static final byte[] KAFKA_QUESTION =
      ByteBuffer.allocate(14)
          .putInt(10) // bytes that follow
          .putShort((short) 18) // ApiVersions
          .putShort((short) 0) // its version
          .putInt(QUESTION_NUMBER)
          .putShort((short) -1) // no name of the client
          .array();

  private static final byte[] HTTP_QUESTION =
      "HEAD / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final int ANSWER_BYTES = 8;

  private final String host;
  private final int port;

  private BrokerProbe(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Those addresses that are written as such; of others the client says what is wrong. */
  private static List<BrokerProbe> of(String bootstrapServers) {
    return Arrays.stream(bootstrapServers.split(","))
        .map(address -> ADDRESS.matcher(address.strip()))
        .filter(Matcher::matches)
        .map(address -> new BrokerProbe(address.group(1), Integer.parseInt(address.group(2))))
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
    for (BrokerProbe one : of(bootstrapServers)) {
      Optional<String> problem = one.problem();
      if (problem.isEmpty()) {
        return problem;
      }
      first = first.isPresent() ? first : problem;
    }
    return first.map(why -> "kafka.bootstrap-servers: " + why);
  }

  /** What the first address that can be connected to speaks. */
  static Protocol protocol(String bootstrapServers) {
    return reachable(bootstrapServers).map(BrokerProbe::protocol).orElse(Protocol.OTHER);
  }

  /** The same of one that speaks TLS, within it. */
  static Protocol protocolWithinTls(String bootstrapServers) {
    return reachable(bootstrapServers).map(BrokerProbe::protocolWithinTls).orElse(Protocol.OTHER);
  }

  private static Optional<BrokerProbe> reachable(String bootstrapServers) {
    return of(bootstrapServers).stream().filter(one -> one.problem().isEmpty()).findFirst();
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
        socket.setSoTimeout(ANSWER_PATIENCE);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last == null ? new UnknownHostException(host) : last;
  }

  private Protocol protocol() {
    if (isKafkas(answer(false, KAFKA_QUESTION))) {
      return Protocol.KAFKA;
    }
    // Before HTTP, in which a web server may answer that it speaks TLS.
    if (speaksTls()) {
      return Protocol.TLS;
    }
    return isHttp(answer(false, HTTP_QUESTION)) ? Protocol.HTTP : Protocol.OTHER;
  }

  private Protocol protocolWithinTls() {
    if (isKafkas(answer(true, KAFKA_QUESTION))) {
      return Protocol.KAFKA;
    }
    return isHttp(answer(true, HTTP_QUESTION)) ? Protocol.HTTP : Protocol.OTHER;
  }

  /** It repeats the number of the question, behind its own length. */
  private static boolean isKafkas(byte[] answer) {
    return answer.length == ANSWER_BYTES && ByteBuffer.wrap(answer).getInt(4) == QUESTION_NUMBER;
  }

  private static boolean isHttp(byte[] answer) {
    return new String(answer, StandardCharsets.US_ASCII).startsWith("HTTP/");
  }

  /** How the answer begins; empty where there is none. */
  private byte[] answer(boolean tls, byte[] question) {
    try (Socket plain = connect();
        Socket socket = tls ? secured(plain) : plain) {
      socket.getOutputStream().write(question);
      socket.getOutputStream().flush();
      return socket.getInputStream().readNBytes(ANSWER_BYTES);
    } catch (IOException | GeneralSecurityException e) {
      return new byte[0];
    }
  }

  private SSLSocket secured(Socket plain) throws IOException, GeneralSecurityException {
    return (SSLSocket) trustingAll().getSocketFactory().createSocket(plain, host, port, false);
  }

  private boolean speaksTls() {
    try (Socket plain = connect();
        SSLSocket secure = secured(plain)) {
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

  /** Only to see what the other side speaks: no secret is sent. */
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
