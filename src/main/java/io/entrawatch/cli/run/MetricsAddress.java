// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.config.SettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;

/**
 * Where {@code run} serves its metrics.
 *
 * @param host an address of this machine, without brackets
 */
public record MetricsAddress(String host, int port) {
  private static final String REPORTER = "run";
  private static final String LOCAL = "localhost";
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads {@code [ADDRESS:]PORT}.
   *
   * @throws SettingsException if the text is none
   */
  public static MetricsAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? LOCAL : text.substring(0, colon).replaceAll("[\\[\\]]", "");
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port > 0 && port <= HIGHEST_PORT && !host.isEmpty()) {
        return new MetricsAddress(host, port);
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new SettingsException(
        "--metrics "
            + SettingsException.quoted(text)
            + " is no port; write for example 9249, or 0.0.0.0:9249");
  }

  /**
   * Has Flink serve its metrics there. What the settings say of other reporters stays.
   *
   * @throws SettingsException if nobody can listen there: Flink itself would only log it
   */
  public void addTo(Configuration flink) {
    requireFree();
    String others = flink.get(MetricOptions.REPORTERS_LIST);
    if (others != null && !others.isBlank()) {
      flink.set(MetricOptions.REPORTERS_LIST, others + "," + REPORTER);
    }
    Configuration reporter = MetricOptions.forReporter(flink, REPORTER);
    reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, MetricsReporter.Factory.class.getName());
    reporter.setString(MetricsReporter.HOST, host);
    reporter.setString(MetricsReporter.PORT, Integer.toString(port));
    // As on a cluster: tenants, bounds and operators have dashes and dots in their names.
    reporter.setString("filterLabelValueCharacters", "false");
  }

  /** The page that they are on. */
  @Override
  public String toString() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/metrics";
  }

  private void requireFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new SettingsException(
          "--metrics "
              + host
              + ":"
              + port
              + " cannot be used ("
              + e.getMessage()
              + "); give a free port, and an address of this machine");
    }
  }
}
