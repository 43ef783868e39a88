// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.alert.Alert;
import io.entrawatch.sink.elasticsearch.client.BulkTransport;
import io.entrawatch.sink.elasticsearch.client.Delivery;
import io.entrawatch.sink.elasticsearch.client.FatalElasticsearchException;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import io.entrawatch.sink.elasticsearch.client.ItemAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.util.ExceptionUtils;

/**
 * Sends alerts to Elasticsearch and never holds up the job: neither {@code write} nor the flush
 * before a checkpoint barrier ever waits for an answer. Read with {@code AsyncSinkWriter} 2.3.0,
 * which blocks the task's thread in four places:
 *
 * <ol>
 *   <li>{@code flush(false)}, before every barrier, until nothing is in flight: entries in flight
 *       are not in its snapshot. Here they are, see {@link AlertBuffer}, so there is nothing to
 *       wait for.
 *   <li>Its timer sends until the buffer is empty, and waits whenever {@code shouldBlock}: in an
 *       outage, for ever, and without taking input or barriers. Here the buffer offers nothing
 *       while {@code shouldBlock}, so the timer returns.
 *   <li>{@code write} while the buffer is full. Here the base's own bound is out of reach, and an
 *       alert that finds no room pushes out the one that has waited longest, which becomes a dead
 *       letter. Only when these pile up as well does {@code write} wait, for the broker and no
 *       longer for Elasticsearch.
 *   <li>{@code flush(true)}, at the end of input, until all is sent. That stays: whoever stops with
 *       drain asks for it, whoever can't wait stops without.
 * </ol>
 *
 * After a pause nothing in {@code AsyncSinkWriter} would start the next attempt but a timer of
 * fixed delay or the next {@code write}. So a batch that failed stays under way until its pause is
 * over and is handed back then, which sends it again along with what has come since. That would
 * block every barrier if (1) did not hold.
 *
 * <p>An alert leaves the snapshot only when Elasticsearch or {@link DeadAlerts} has confirmed it.
 * If dead letters cannot be written the job fails, as it does for every other dead letter.
 */
final class AlertIndexWriter extends AsyncSinkWriter<Alert, IndexedAlert> {
  /** How long restored alerts wait for company, in ms; the only thing the base's timer serves. */
  static final long MAX_WAIT_AFTER_RESTORE = 1000;

  /** How many alerts may be on their way to the dead letters before {@code write} waits. */
  static final int MAX_LEAVING = 1000;

  private final AlertBuffer buffer;
  private final BulkTransport transport;
  private final DeadLetterHandoff burial;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService time;
  private final DeliveryReport report;
  private final BackOff backOff;
  private final int maxBuffered;

  AlertIndexWriter(
      ElementConverter<Alert, IndexedAlert> converter,
      WriterInitContext context,
      Delivery delivery,
      BulkTransport transport,
      DeadAlerts deadAlerts,
      Collection<BufferedRequestState<IndexedAlert>> restored) {
    this(converter, context, delivery, transport, deadAlerts, restored, new AlertBuffer());
  }

  private AlertIndexWriter(
      ElementConverter<Alert, IndexedAlert> converter,
      WriterInitContext context,
      Delivery delivery,
      BulkTransport transport,
      DeadAlerts deadAlerts,
      Collection<BufferedRequestState<IndexedAlert>> restored,
      AlertBuffer buffer) {
    super(
        converter,
        context,
        OneBatchAtATime.configuration(buffer),
        restored,
        new AlertBatches(delivery.maxBatch(), delivery.maxBatchBytes()),
        buffer);
    this.buffer = buffer;
    this.transport = transport;
    this.burial = new DeadLetterHandoff(deadAlerts, context.getMailboxExecutor());
    this.mailbox = context.getMailboxExecutor();
    this.time = context.getProcessingTimeService();
    this.report = new DeliveryReport(context.metricGroup(), buffer);
    this.backOff = new BackOff(delivery.firstPause(), delivery.maxPause());
    this.maxBuffered = delivery.maxBuffered();
  }

  @Override
  public void write(Alert alert, Context context) throws IOException, InterruptedException {
    // One out for one in: a rescaled job may restore more than the bound, and loses none of it
    // here.
    if (buffer.unconfirmed() >= maxBuffered && !buffer.isWaiting(alert.id())) {
      giveUpOldest();
    }
    super.write(alert, context);
  }

  private void giveUpOldest() throws InterruptedException {
    RequestEntryWrapper<IndexedAlert> oldest = buffer.evictOldest();
    if (oldest == null) {
      return;
    }
    report.dropped(oldest.getRequestEntry());
    DeadAlert dead =
        DeadAlert.of(
            DeadAlert.Reason.BUFFER_FULL,
            "Elasticsearch took no alerts and " + maxBuffered + " waited already",
            oldest.getRequestEntry());
    burial.of(List.of(dead), () -> buffer.left(oldest));
    while (buffer.leaving() >= MAX_LEAVING) {
      mailbox.yield();
    }
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    while (endOfInput && buffer.unconfirmed() + buffer.leaving() > 0) {
      mailbox.yield();
    }
  }

  @Override
  public List<BufferedRequestState<IndexedAlert>> snapshotState(long checkpoint) {
    return buffer.snapshot();
  }

  @Override
  protected void submitRequestEntries(
      List<IndexedAlert> batch, ResultHandler<IndexedAlert> handler) {
    var unused =
        transport
            .index(batch)
            .whenComplete(
                (answers, failure) ->
                    mailbox.execute(
                        () -> conclude(batch, answers, failure, handler),
                        "answer of Elasticsearch to %d alerts",
                        batch.size()));
  }

  private void conclude(
      List<IndexedAlert> batch,
      List<ItemAnswer> answers,
      Throwable failure,
      ResultHandler<IndexedAlert> handler) {
    try {
      if (failure == null) {
        settle(batch, answers, handler);
      } else {
        finish(failed(batch, failure), handler);
      }
    } catch (FatalElasticsearchException e) {
      handler.completeExceptionally(e);
    }
  }

  /** Ends a batch of which some alerts may need another attempt. */
  private void finish(List<IndexedAlert> again, ResultHandler<IndexedAlert> handler) {
    if (again.isEmpty()) {
      backOff.reset();
      report.flowing();
      handler.complete();
    } else {
      long pause = backOff.next();
      report.retry(again.size(), pause);
      var unused =
          time.registerTimer(
              time.getCurrentProcessingTime() + pause, now -> handler.retryForEntries(again));
    }
  }

  private List<IndexedAlert> failed(List<IndexedAlert> batch, Throwable failure)
      throws FatalElasticsearchException {
    Throwable cause = ExceptionUtils.stripCompletionException(failure);
    if (cause instanceof FatalElasticsearchException fatal) {
      throw fatal;
    }
    report.noAnswer(cause);
    return batch;
  }

  private void settle(
      List<IndexedAlert> batch, List<ItemAnswer> answers, ResultHandler<IndexedAlert> handler)
      throws FatalElasticsearchException {
    List<IndexedAlert> again = new ArrayList<>();
    List<IndexedAlert> refused = new ArrayList<>();
    List<DeadAlert> dead = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      IndexedAlert alert = batch.get(i);
      ItemAnswer answer = answers.get(i);
      report.answered(alert, answer);
      switch (answer.verdict()) {
        case STORED, CONFLICT -> buffer.settle(List.of(alert));
        case RETRY -> again.add(alert);
        case REFUSED -> {
          refused.add(alert);
          dead.add(DeadAlert.of(DeadAlert.Reason.REFUSED, answer.told(), alert));
        }
        case FORBIDDEN ->
            throw FatalElasticsearchException.forbidden(alert.index(), answer.status());
        default -> throw new IllegalStateException("verdict " + answer.verdict());
      }
    }
    if (dead.isEmpty()) {
      finish(again, handler);
      return;
    }
    burial.of(
        dead,
        () -> {
          buffer.settle(refused);
          finish(again, handler);
        });
  }

  @Override
  protected long getSizeInBytes(IndexedAlert alert) {
    return alert.length();
  }

  @Override
  public void close() {
    try (burial) {
      transport.close();
    } catch (IOException e) {
      report.closeFailed(e);
    }
  }
}
