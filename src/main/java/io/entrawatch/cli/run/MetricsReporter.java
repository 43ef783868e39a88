// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Flink's reporter for Prometheus; but that one listens on every address of the machine. */
final class MetricsReporter extends AbstractPrometheusReporter {
  static final String HOST = "host";
  static final String PORT = "port";

  private final HTTPServer server;

  private MetricsReporter(InetSocketAddress address) throws IOException {
    server = new HTTPServer(address, registry());
  }

  /** Flink keeps it to its own package. */
  private CollectorRegistry registry() {
    try {
      Field registry = AbstractPrometheusReporter.class.getDeclaredField("registry");
      registry.setAccessible(true);
      return (CollectorRegistry) registry.get(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not the Flink that this was built for", e);
    }
  }

  @Override
  public void close() {
    server.stop();
    super.close();
  }

  /** Found by Flink among the services of META-INF. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      int port = Integer.parseInt(properties.getProperty(PORT));
      try {
        return new MetricsReporter(new InetSocketAddress(properties.getProperty(HOST), port));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
