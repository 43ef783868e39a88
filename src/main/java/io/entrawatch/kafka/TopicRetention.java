// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;

/** How far back topics' retention leaves records alone, as their settings say. */
final class TopicRetention {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Clocks differ, and time goes on while the range is looked up. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final Properties client;
  private final Instant now;
  private final Consumer<String> report;
  private final Map<String, Long> known = new HashMap<>();

  /**
   * @param report takes a line for a topic whose settings may not be seen
   */
  TopicRetention(Properties client, Instant now, Consumer<String> report) {
    this.client = client;
    this.now = now;
    this.report = report;
  }

  /**
   * From this Kafka timestamp on, ms since the epoch, retention has taken nothing away. The present
   * where the topic's settings promise nothing, or may not be seen.
   */
  public long keptSince(String topic) {
    return known.computeIfAbsent(topic, this::ask);
  }

  private long ask(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(client)) {
      Config config =
          admin
              .describeConfigs(List.of(resource))
              .values()
              .get(resource)
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return keptSince(config, now);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      report.accept(
          "the retention of topic "
              + topic
              + " cannot be seen ("
              + cause.getClass().getSimpleName()
              + "), so nothing before its first record counts as whole; grant this client"
              + " DESCRIBE_CONFIGS on the topic, see docs/security.md");
      return now.toEpochMilli();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  /** Only time is to delete: neither size, nor a newer record of the same key. */
  public static long keptSince(Config topic, Instant now) {
    long retention = number(topic, TopicConfig.RETENTION_MS_CONFIG);
    boolean byTimeAlone =
        number(topic, TopicConfig.RETENTION_BYTES_CONFIG) == -1
            && TopicConfig.CLEANUP_POLICY_DELETE.equals(
                value(topic, TopicConfig.CLEANUP_POLICY_CONFIG));
    // Without retention, somebody has deleted what is gone.
    return byTimeAlone && retention > MARGIN.toMillis()
        ? now.toEpochMilli() - retention + MARGIN.toMillis()
        : now.toEpochMilli();
  }

  private static long number(Config topic, String name) {
    String value = value(topic, name);
    return value == null ? 0 : Long.parseLong(value);
  }

  private static String value(Config topic, String name) {
    ConfigEntry entry = topic.get(name);
    return entry == null ? null : entry.value();
  }
}
