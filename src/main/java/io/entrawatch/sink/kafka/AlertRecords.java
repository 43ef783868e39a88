// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertAction;
import io.entrawatch.sink.json.AlertJson;
import io.entrawatch.sink.json.Names;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * An alert as a Kafka record. What depends on the clock is a header: the value stays the same under
 * replay. All headers are text.
 */
final class AlertRecords implements KafkaRecordSerializationSchema<Alert> {
  private static final long serialVersionUID = 1L;

  private final AlertJson json;
  private final String topic;
  private final String schemaVersion;
  private final Clock clock;

  AlertRecords(String topic, String schemaVersion, Clock clock, Names names) {
    this.json = new AlertJson(names);
    this.topic = topic;
    this.schemaVersion = schemaVersion;
    this.clock = clock;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Alert alert, KafkaSinkContext context, Long timestamp) {
    List<Header> headers = new ArrayList<>();
    if (alert.action() == AlertAction.OPENED) {
      // Kafka Connect's own predicate asks whether a header is there, not for its value.
      headers.add(header("entrawatch.opened", "true"));
    }
    headers.addAll(
        List.of(
            header(KafkaSinks.REVISION, String.valueOf(alert.revision())),
            header("entrawatch.action", alert.action().toString()),
            header("entrawatch.status", alert.closed() ? "final" : "open"),
            header("entrawatch.schema_version", schemaVersion),
            header("entrawatch.latency_ms", String.valueOf(clock.millis() - alert.completedAt()))));
    return new ProducerRecord<>(
        topic, null, null, alert.id().getBytes(UTF_8), json.serialize(alert), headers);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }
}
