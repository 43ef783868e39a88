// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * The topics that a job needs, looked up before it starts: one that is not there would otherwise
 * end in retries that nobody sees.
 */
public final class KafkaTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Topics could not be used; the message is one line with the remedy and without secrets. */
  public static final class UnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  private KafkaTopics() {}

  /**
   * Checks that a broker answers and that every topic is there.
   *
   * @param properties of the client
   * @throws UnusableException otherwise
   */
  public static void require(
      String bootstrapServers, Map<String, String> properties, Set<String> topics) {
    Properties client = new Properties();
    client.putAll(properties);
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 3);
    try (Admin admin = Admin.create(client)) {
      Set<String> missing = new TreeSet<>(topics);
      missing.removeAll(admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
      if (!missing.isEmpty()) {
        throw new UnusableException(
            "kafka.topics: there is no topic "
                + String.join(", ", missing)
                + " at "
                + bootstrapServers
                + "; create it, or name another one");
      }
    } catch (ExecutionException e) {
      throw unreachable(bootstrapServers, e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw unreachable(bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(bootstrapServers, e);
    }
  }

  private static UnusableException unreachable(String bootstrapServers, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new UnusableException(
        "kafka.bootstrap-servers: no answer from "
            + bootstrapServers
            + " ("
            + root.getClass().getSimpleName()
            + "); check the address, the listener's security settings and that a broker runs");
  }
}
