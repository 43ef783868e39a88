// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import io.entrawatch.alert.Alert;
import org.apache.flink.api.common.serialization.SerializationSchema;

/** An alert's document, as it is. */
public final class AlertJson implements SerializationSchema<Alert> {
  private static final long serialVersionUID = 1L;

  @Override
  public byte[] serialize(Alert alert) {
    return InertJson.bytes(alert.document());
  }
}
