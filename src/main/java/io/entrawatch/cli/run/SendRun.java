// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.config.SettingsException;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.kafka.KafkaSinkSettings;
import io.entrawatch.kafka.KafkaTopics;
import io.entrawatch.source.FileInput;
import io.entrawatch.source.FileTexts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts the texts of files on a topic. */
public final class SendRun {
  private final KafkaSinkSettings kafka;
  private final int maxBytes;
  private final String topic;
  private final PrintStream err;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();

  public SendRun(Settings settings, String topic, PrintStream err) {
    this.kafka = settings.requireKafka().sink();
    this.maxBytes = settings.input().maxRecordSize();
    this.topic = topic;
    this.err = err;
  }

  /**
   * Sends them all.
   *
   * @return whether nothing was left out
   */
  public boolean run(List<Path> inputs) {
    FileInput files = new FileInput(inputs.stream().map(Path::toString).toList());
    try {
      new KafkaTopics(kafka.bootstrapServers(), kafka.properties().values())
          .requireWritable(Set.of(topic));
      try (KafkaProducer<byte[], byte[]> producer = producer()) {
        new FileTexts(maxBytes, text -> send(producer, text), this::leaveOut).read(files);
      }
    } catch (KafkaTopics.UnusableException e) {
      throw new SettingsException(e.getMessage());
    } catch (IOException e) {
      throw new SettingsException("--input: a file cannot be read: " + e.getMessage());
    }
    err.printf("sent: %,d messages to %s; left out %,d%n", sent.get(), topic, leftOut.get());
    return leftOut.get() == 0;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties client = kafka.properties().toProperties();
    client.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    client.put(ProducerConfig.ACKS_CONFIG, "all");
    client.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void send(KafkaProducer<byte[], byte[]> producer, byte[] text) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, text),
            (place, failure) -> {
              if (failure == null) {
                sent.incrementAndGet();
              } else {
                leaveOut("a message of " + text.length + " bytes: " + failure.getMessage());
              }
            });
  }

  private void leaveOut(String what) {
    leftOut.incrementAndGet();
    err.println("entrawatch: left out: " + SettingsException.oneLine(what));
  }
}
