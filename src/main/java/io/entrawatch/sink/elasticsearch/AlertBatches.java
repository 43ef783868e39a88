// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.Batch;
import org.apache.flink.connector.base.sink.writer.BatchCreator;
import org.apache.flink.connector.base.sink.writer.RequestBuffer;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;

/**
 * A batch is all that waits, up to a number and a weight. It takes one entry at least, whatever its
 * weight: an empty batch would make the writer ask again for ever.
 *
 * <p>The size that the writer suggests is not heeded: it is the size from which a batch is due, see
 * {@link OneBatchAtATime}.
 */
final class AlertBatches implements BatchCreator<IndexedAlert> {
  private final int maxAlerts;
  private final long maxBytes;

  AlertBatches(int maxAlerts, long maxBytes) {
    this.maxAlerts = maxAlerts;
    this.maxBytes = maxBytes;
  }

  @Override
  public Batch<IndexedAlert> createNextBatch(
      RequestInfo suggestion, RequestBuffer<IndexedAlert> buffer) {
    List<IndexedAlert> batch = new ArrayList<>();
    long bytes = 0;
    for (RequestEntryWrapper<IndexedAlert> next = buffer.peek();
        next != null && hasRoom(batch.size(), bytes + next.getSize());
        next = buffer.peek()) {
      batch.add(buffer.poll().getRequestEntry());
      bytes += next.getSize();
    }
    return new Batch<>(batch, bytes);
  }

  private boolean hasRoom(int alerts, long bytes) {
    return alerts == 0 || (alerts < maxAlerts && bytes <= maxBytes);
  }
}
