// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import io.entrawatch.detect.admission.LateEvent;
import io.entrawatch.sink.json.LateSignInJson;

/** A late sign-in as a Kafka record. */
final class LateSignInRecords extends JsonRecords<LateEvent> {
  private static final long serialVersionUID = 1L;

  LateSignInRecords(String topic) {
    super(topic, new LateSignInJson());
  }

  @Override
  byte[] key(LateEvent late) {
    return null;
  }
}
