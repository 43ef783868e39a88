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
import io.entrawatch.sink.elasticsearch.client.ElasticsearchAccess;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.sink.elasticsearch.client.FatalElasticsearchException;
import io.entrawatch.sink.json.DeadAlertJson;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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
    ElasticsearchSettings elasticsearch = elasticsearch();
    try (Redelivery redelivery = new Redelivery(elasticsearch, this::leftOut)) {
      new KafkaTopics(kafka.bootstrapServers(), kafka.properties().values())
          .requireReadable(Set.of(topic));
      ElasticsearchAccess.check(elasticsearch)
          .ifPresent(line -> err.println("entrawatch: " + line));
      TopicReader letters =
          new TopicReader(kafka.bootstrapServers(), topic, kafka.properties().values());
      Map<String, Long> newest = new HashMap<>();
      read(letters, from, alert -> newest.merge(alert.id(), alert.revision(), Math::max));
      read(letters, from, alert -> addNewest(alert, newest, redelivery));
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

  private static void read(TopicReader letters, Instant from, Consumer<DeadAlert> alerts) {
    letters.readFrom(
        from.toEpochMilli(),
        record -> {
          if (record.value() != null) {
            DeadAlertJson.read(record.value()).ifPresent(alerts);
          }
        });
  }

  /** The highest revision of an alert counts, and that once. */
  private static void addNewest(DeadAlert alert, Map<String, Long> newest, Redelivery redelivery) {
    if (newest.remove(alert.id(), alert.revision())) {
      try {
        redelivery.add(alert);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private ElasticsearchSettings elasticsearch() {
    return settings
        .elasticsearch()
        .orElseThrow(
            () ->
                new SettingsException(
                    "elasticsearch.hosts is not set; name the cluster that is to have the alerts"));
  }

  private void leftOut(String what) {
    err.println("entrawatch: left out: " + SettingsException.oneLine(what));
  }
}
