// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertDocument;
import io.entrawatch.config.Settings;
import io.entrawatch.sink.elasticsearch.ElasticsearchSink;
import io.entrawatch.sink.kafka.KafkaOutput;
import io.entrawatch.sink.kafka.KafkaSinks;
import java.time.Clock;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where alerts leave, the live job's and a backfill's alike. */
record AlertSinks(Settings settings, Clock clock) {

  void kafka(DataStream<Alert> alerts, KafkaOutput output) {
    alerts
        .sinkTo(
            KafkaSinks.alerts(
                output, AlertDocument.SCHEMA_VERSION, clock, Wiring.names(settings.alerts())))
        .name("kafka-alerts")
        .uid("kafka-alerts");
  }

  /**
   * Does nothing where the settings name no Elasticsearch.
   *
   * @param deadLetters where alerts go that it does not get
   */
  void elasticsearch(DataStream<Alert> alerts, KafkaOutput deadLetters) {
    settings
        .elasticsearch()
        .ifPresent(
            elasticsearch ->
                alerts
                    .sinkTo(
                        new ElasticsearchSink(
                            Wiring.output(elasticsearch), KafkaSinks.deadAlerts(deadLetters)))
                    .name("elasticsearch-alerts")
                    .uid("elasticsearch-alerts"));
  }
}
