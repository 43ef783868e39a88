// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.InertJson;
import org.apache.flink.api.common.serialization.SerializationSchema;

/** An alert's document. */
public final class AlertJson implements SerializationSchema<Alert> {
  private static final long serialVersionUID = 1L;

  private final Names names;

  /** The document as it is. */
  public AlertJson() {
    this(Names.PLAIN);
  }

  public AlertJson(Names names) {
    this.names = names;
  }

  @Override
  public byte[] serialize(Alert alert) {
    return InertJson.bytes(names.document(alert.document()));
  }
}
