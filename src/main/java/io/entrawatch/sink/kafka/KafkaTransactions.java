// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import io.entrawatch.kafka.KafkaOutput;
import io.entrawatch.kafka.KafkaTopics;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Whether exactly-once delivery to a topic can work, tried before the job starts. */
public final class KafkaTransactions {
  private static final String PATIENCE_MILLIS = "15000";

  private KafkaTransactions() {}

  /**
   * Registers a transactional id that nothing else uses, {@code PREFIX-start-check}: the broker
   * then tells whether this client may, and whether it grants transactions that long.
   *
   * @param checkpointInterval how often transactions are committed, in ms
   * @throws KafkaTopics.UnusableException if it cannot work
   */
  public static void require(KafkaOutput output, long checkpointInterval) {
    Properties properties = KafkaSinks.withDefaults(output);
    String timeout = properties.getProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    requireLonger(timeout, checkpointInterval);
    properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, output.bootstrapServers());
    properties.setProperty(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, output.transactionalIdPrefix() + "-start-check");
    properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    KafkaProducer<byte[], byte[]> producer = null;
    try {
      producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      producer.initTransactions();
    } catch (TransactionalIdAuthorizationException e) {
      throw new KafkaTopics.UnusableException(
          "kafka.transactional-id-prefix: this client may not use transactional ids that begin with "
              + output.transactionalIdPrefix()
              + "; grant it WRITE and DESCRIBE on them");
    } catch (KafkaException e) {
      throw isTooLong(e)
          ? new KafkaTopics.UnusableException(
              "kafka.producer.transaction.timeout.ms is "
                  + timeout
                  + ", longer than the brokers' transaction.max.timeout.ms; lower it or raise theirs")
          : KafkaTopics.unusable(output.bootstrapServers(), output.properties(), e);
    } finally {
      if (producer != null) {
        producer.close(Duration.ZERO);
      }
    }
  }

  private static void requireLonger(String timeout, long checkpointInterval) {
    if (Long.parseLong(timeout) <= checkpointInterval) {
      throw new KafkaTopics.UnusableException(
          "kafka.producer.transaction.timeout.ms is "
              + timeout
              + ", and transactions are committed every "
              + checkpointInterval
              + " ms (execution.checkpointing.interval): each would end before; raise it well above");
    }
  }

  // The client gives this error no class of its own.
  private static boolean isTooLong(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (String.valueOf(t.getMessage()).contains("transaction.max.timeout.ms")) {
        return true;
      }
    }
    return false;
  }
}
