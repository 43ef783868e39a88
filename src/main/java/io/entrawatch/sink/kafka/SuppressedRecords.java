// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.allow.Suppressed;
import io.entrawatch.sink.json.Names;
import io.entrawatch.sink.json.SuppressedJson;

/** An alert that was held back as a Kafka record, keyed by the alert's id. */
final class SuppressedRecords extends JsonRecords<Suppressed> {
  private static final long serialVersionUID = 1L;

  SuppressedRecords(String topic, Names names) {
    super(topic, new SuppressedJson(names));
  }

  @Override
  byte[] key(Suppressed suppressed) {
    return suppressed.alert().id().getBytes(UTF_8);
  }
}
