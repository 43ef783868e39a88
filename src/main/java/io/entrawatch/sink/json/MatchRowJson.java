// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import io.entrawatch.alert.InertJson;
import io.entrawatch.alert.MatchRow;
import org.apache.flink.api.common.serialization.SerializationSchema;

/** A match's document, as it is. */
public final class MatchRowJson implements SerializationSchema<MatchRow> {
  private static final long serialVersionUID = 1L;

  @Override
  public byte[] serialize(MatchRow row) {
    return InertJson.bytes(row.document());
  }
}
