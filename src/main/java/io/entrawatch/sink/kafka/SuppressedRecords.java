// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.exceptions.SuppressedAlert;
import io.entrawatch.sink.json.Names;
import io.entrawatch.sink.json.SuppressedJson;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** An alert that was held back as a Kafka record, keyed by the alert's id. */
final class SuppressedRecords extends JsonRecords<SuppressedAlert> {
  private static final long serialVersionUID = 1L;

  SuppressedRecords(String topic, Names names) {
    super(topic, new SuppressedJson(names));
  }

  @Override
  List<Header> headers(SuppressedAlert suppressed) {
    String revision = String.valueOf(suppressed.alert().revision());
    return List.of(new RecordHeader(KafkaSinks.REVISION, revision.getBytes(UTF_8)));
  }

  @Override
  byte[] key(SuppressedAlert suppressed) {
    return suppressed.alert().id().getBytes(UTF_8);
  }
}
