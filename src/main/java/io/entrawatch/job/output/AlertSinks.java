// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.output;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertDocument;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.kafka.KafkaOutput;
import io.entrawatch.sink.elasticsearch.ElasticsearchSink;
import io.entrawatch.sink.json.Names;
import io.entrawatch.sink.kafka.KafkaSinks;
import java.time.Clock;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where alerts leave, the live job's and a backfill's alike. */
public record AlertSinks(Settings settings, Clock clock) {

  public void kafka(DataStream<Alert> alerts, KafkaOutput output) {
    alerts
        .sinkTo(
            KafkaSinks.alerts(
                output, AlertDocument.SCHEMA_VERSION, clock, Names.of(settings.alerts())))
        .name("kafka-alerts")
        .uid("kafka-alerts");
  }

  /**
   * Does nothing where the settings name no Elasticsearch.
   *
   * @param deadLetters where alerts go that it does not get
   */
  public void elasticsearch(DataStream<Alert> alerts, KafkaOutput deadLetters) {
    settings
        .elasticsearch()
        .ifPresent(
            elasticsearch ->
                alerts
                    .sinkTo(
                        new ElasticsearchSink(elasticsearch, KafkaSinks.deadAlerts(deadLetters)))
                    .name("elasticsearch-alerts")
                    .uid("elasticsearch-alerts"));
  }
}
