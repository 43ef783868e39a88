// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.sink.SafeText;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import io.entrawatch.sink.elasticsearch.client.ItemAnswer;
import java.io.IOException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators see of the way to Elasticsearch: metrics for all of it, log lines for what
 * changes. An outage and a full buffer are one line each, however long they last; a refused alert
 * is one line, with its id and the type of the error. Elasticsearch's reason may quote a field's
 * value, which may be somebody's name: that is for the dead letter, whose readers are few.
 */
final class DeliveryReport {
  private static final Logger LOG = LoggerFactory.getLogger(AlertIndexWriter.class);
  private static final int MAX_REASON = 300;

  private final Counter retries;
  private final Counter refused;
  private final Counter conflicts;
  private final Counter dropped;
  private final Counter errors;
  private boolean outage;
  private boolean full;

  DeliveryReport(SinkWriterMetricGroup metrics, AlertBuffer buffer) {
    metrics.gauge("buffered", buffer::unconfirmed);
    this.retries = metrics.counter("retries");
    this.refused = metrics.counter("refused");
    this.conflicts = metrics.counter("conflicts");
    this.dropped = metrics.counter("dropped");
    this.errors = metrics.getNumRecordsSendErrorsCounter();
  }

  void answered(IndexedAlert alert, ItemAnswer answer) {
    switch (answer.verdict()) {
      case CONFLICT -> conflicts.inc();
      case REFUSED -> refused(alert.id(), answer);
      case RETRY -> outage("it answered " + answer.status() + " " + reason(answer));
      default -> {}
    }
  }

  private void refused(String id, ItemAnswer answer) {
    refused.inc();
    errors.inc();
    LOG.error(
        "Elasticsearch will not take alert {}; it becomes a dead letter, which has the reason: {} {}",
        id,
        answer.status(),
        SafeText.visible(String.valueOf(answer.type()), MAX_REASON));
  }

  void noAnswer(Throwable failure) {
    outage(SafeText.visible(String.valueOf(failure), MAX_REASON));
  }

  private void outage(String reason) {
    if (!outage) {
      LOG.warn("Elasticsearch does not take alerts, they wait until it does: {}", reason);
    }
    outage = true;
  }

  void retry(int alerts, long pauseMillis) {
    retries.inc(alerts);
    LOG.debug("{} alerts go to Elasticsearch again in {} ms", alerts, pauseMillis);
  }

  void flowing() {
    if (outage || full) {
      LOG.info(
          "Elasticsearch takes alerts again; {} became dead letters for lack of room",
          dropped.getCount());
    }
    outage = false;
    full = false;
  }

  void dropped(IndexedAlert alert) {
    dropped.inc();
    errors.inc();
    if (!full) {
      LOG.error(
          "The buffer for Elasticsearch is full: the oldest alerts become dead letters, first {} of"
              + " index {}; index them from there once Elasticsearch is back",
          alert.id(),
          alert.index());
    }
    full = true;
  }

  void closeFailed(IOException e) {
    LOG.warn("The connection to Elasticsearch was not closed cleanly: {}", e.toString());
  }

  // Of the cluster, not of a document; should a value be quoted all the same, it is left out.
  private static String reason(ItemAnswer answer) {
    String reason = String.valueOf(answer.reason());
    int quote = reason.indexOf(" Preview of field's value:");
    return SafeText.visible(quote < 0 ? reason : reason.substring(0, quote), MAX_REASON);
  }
}
