// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.alert.Alert;
import io.entrawatch.sink.elasticsearch.client.BulkTransport;
import io.entrawatch.sink.elasticsearch.client.Delivery;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchTransportFactory;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Keeps the newest revision of every alert in Elasticsearch. {@code _id} is the alert's id and the
 * external version its revision ({@code external_gte}), so sending again, out of order or from two
 * runs changes nothing: at least once on the way is exactly once in the index.
 *
 * <p>How an outage is weathered is told at {@link AlertIndexWriter}.
 */
public final class ElasticsearchSink extends AsyncSinkBase<Alert, IndexedAlert> {
  private static final long serialVersionUID = 1L;

  private final Delivery delivery;
  private final BulkTransport.Factory transports;
  private final DeadAlerts.Factory deadAlerts;

  /**
   * @param deadAlerts where alerts go that Elasticsearch refuses or that find no room in an outage
   */
  public ElasticsearchSink(ElasticsearchSettings output, DeadAlerts.Factory deadAlerts) {
    this(
        output.indexPrefix(),
        output.delivery(),
        new ElasticsearchTransportFactory(output),
        deadAlerts);
  }

  ElasticsearchSink(
      String indexPrefix,
      Delivery delivery,
      BulkTransport.Factory transports,
      DeadAlerts.Factory deadAlerts) {
    super(
        new IndexedAlertConverter(indexPrefix),
        delivery.maxBatch(),
        1,
        delivery.maxBuffered(),
        delivery.maxBatchBytes(),
        AlertIndexWriter.MAX_WAIT_AFTER_RESTORE,
        delivery.maxBatchBytes());
    this.delivery = delivery;
    this.transports = transports;
    this.deadAlerts = deadAlerts;
  }

  @Override
  public StatefulSinkWriter<Alert, BufferedRequestState<IndexedAlert>> createWriter(
      WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<Alert, BufferedRequestState<IndexedAlert>> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<IndexedAlert>> restored)
      throws IOException {
    return new AlertIndexWriter(
        getElementConverter(), context, delivery, transports.open(), deadAlerts.open(), restored);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<IndexedAlert>> getWriterStateSerializer() {
    return new IndexedAlertStateSerializer();
  }
}
