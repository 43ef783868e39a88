// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.config.SettingsException;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.KafkaTopics;
import io.entrawatch.kafka.TopicReader;
import io.entrawatch.sink.elasticsearch.DeadAlert;
import io.entrawatch.sink.elasticsearch.Redelivery;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.sink.elasticsearch.client.FatalElasticsearchException;
import io.entrawatch.sink.json.DeadAlertJson;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Indexes the dead alerts of the topic of dead letters. */
public final class RedeliverRun {
  private final Settings settings;
  private final PrintStream err;

  public RedeliverRun(Settings settings, PrintStream err) {
    this.settings = settings;
    this.err = err;
  }

  /**
   * Indexes them all.
   *
   * @return whether all are in the index
   */
  public boolean run(Instant from) throws IOException {
    try {
      return redeliver(from);
    } catch (FatalElasticsearchException e) {
      err.println("entrawatch: " + SettingsException.oneLine(e.getMessage()));
      return false;
    }
  }

  private boolean redeliver(Instant from) throws IOException {
    KafkaSourceSettings kafka = settings.requireKafka().source();
    String topic = settings.requireKafka().sink().deadLettersTopic();
    try (Redelivery redelivery = new Redelivery(output(), this::leftOut)) {
      new KafkaTopics(kafka.bootstrapServers(), kafka.properties().values())
          .requireReadable(Set.of(topic));
      new TopicReader(kafka.bootstrapServers(), topic, kafka.properties().values())
          .readFrom(from.toEpochMilli(), record -> add(record.value(), redelivery));
      redelivery.flush();
      err.printf(
          "redelivered: %,d alerts of %s; %,d had a newer revision already; left out %,d%n",
          redelivery.stored(), topic, redelivery.present(), redelivery.without());
      return redelivery.without() == 0;
    } catch (KafkaTopics.UnusableException e) {
      throw new SettingsException(e.getMessage());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private ElasticsearchSettings output() {
    return settings
        .elasticsearch()
        .orElseThrow(
            () ->
                new SettingsException(
                    "elasticsearch.hosts is not set; name the cluster that is to have the alerts"));
  }

  private static void add(byte[] letter, Redelivery redelivery) {
    try {
      Optional<DeadAlert> alert = letter == null ? Optional.empty() : DeadAlertJson.read(letter);
      if (alert.isPresent()) {
        redelivery.add(alert.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void leftOut(String what) {
    err.println("entrawatch: left out: " + SettingsException.oneLine(what));
  }
}
