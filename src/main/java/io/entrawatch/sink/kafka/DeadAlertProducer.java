// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.kafka.KafkaOutput;
import io.entrawatch.sink.elasticsearch.DeadAlert;
import io.entrawatch.sink.elasticsearch.DeadAlerts;
import io.entrawatch.sink.json.DeadAlertJson;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes alerts that Elasticsearch does not get to the topic of dead letters, keyed by the alert's
 * id, at least once whatever the job's guarantee: who gives an alert away keeps it in its own state
 * until the broker has it.
 *
 * <p>A thread of its own sends: a producer's {@code send} may wait for a broker, and is never to
 * wait on the task's thread. Thread and producer come with the first such alert.
 */
final class DeadAlertProducer implements DeadAlerts {
  private final DeadAlertJson json = new DeadAlertJson();
  private final String topic;
  private final int maxBytes;
  private final Properties properties;
  private ExecutorService sender;
  private volatile KafkaProducer<byte[], byte[]> producer;

  private DeadAlertProducer(KafkaOutput output) {
    this.topic = output.topic();
    this.properties = KafkaSinks.withDefaults(output);
    this.properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, output.bootstrapServers());
    this.maxBytes = KafkaSinks.maxBytes(properties);
    json.open(null);
  }

  @Override
  public CompletableFuture<Void> take(DeadAlert alert) {
    if (sender == null) {
      sender = Executors.newSingleThreadExecutor(DeadAlertProducer::thread);
    }
    CompletableFuture<Void> taken = new CompletableFuture<>();
    byte[] value = json.serialize(alert);
    boolean fits = value.length <= maxBytes - DeadLetterRecords.FRAMING;
    sender.execute(() -> send(alert, fits ? value : withoutDocument(alert), taken));
    return taken;
  }

  private void send(DeadAlert alert, byte[] value, CompletableFuture<Void> taken) {
    try {
      if (producer == null) {
        producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      }
      var unused =
          producer.send(
              new ProducerRecord<>(topic, alert.id().getBytes(UTF_8), value),
              (sent, failure) -> answered(alert, failure, taken));
    } catch (RuntimeException e) {
      taken.completeExceptionally(e);
    }
  }

  private void answered(DeadAlert alert, Exception failure, CompletableFuture<Void> taken) {
    if (failure == null) {
      taken.complete(null);
    } else if (failure instanceof RecordTooLargeException && alert.document() != null) {
      // The broker takes less than the producer would send.
      DeadAlert shorter = shorter(alert);
      sender.execute(() -> send(shorter, json.serialize(shorter), taken));
    } else {
      taken.completeExceptionally(failure);
    }
  }

  private byte[] withoutDocument(DeadAlert alert) {
    return json.serialize(shorter(alert));
  }

  private DeadAlert shorter(DeadAlert alert) {
    return alert.withoutDocument(
        DeadLetterRecords.withoutBytes(alert.detail(), alert.document().length, maxBytes));
  }

  // Kafka looks for what its settings name by the thread's class loader.
  private static Thread thread(Runnable sending) {
    Thread thread = new Thread(sending, "entrawatch-dead-alerts");
    thread.setContextClassLoader(DeadAlertProducer.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    if (sender != null) {
      sender.shutdownNow();
    }
    if (producer != null) {
      producer.close(java.time.Duration.ZERO);
    }
  }

  /** Makes the producer of an output. */
  record Factory(KafkaOutput output) implements DeadAlerts.Factory {
    @Override
    public DeadAlerts open() {
      return new DeadAlertProducer(output);
    }
  }
}
