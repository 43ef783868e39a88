// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.alert.Alert;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;

/**
 * Tells in which index an alert belongs: {@code PREFIX-YYYY.MM} by the start of its period, in UTC,
 * so that all revisions of one id meet in one index.
 */
public final class IndexedAlertConverter implements ElementConverter<Alert, IndexedAlert> {
  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);

  private final String indexPrefix;

  public IndexedAlertConverter(String indexPrefix) {
    this.indexPrefix = indexPrefix;
  }

  @Override
  public IndexedAlert apply(Alert alert, SinkWriter.Context context) {
    String index = indexPrefix + '-' + MONTH.format(Instant.ofEpochMilli(alert.periodStart()));
    return IndexedAlert.of(
        alert.id(), alert.revision(), index, alert.document().getBytes(StandardCharsets.UTF_8));
  }
}
