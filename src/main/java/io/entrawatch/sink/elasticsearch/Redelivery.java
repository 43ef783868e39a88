// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.sink.elasticsearch.client.BulkTransport;
import io.entrawatch.sink.elasticsearch.client.Delivery;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchTransportFactory;
import io.entrawatch.sink.elasticsearch.client.FatalElasticsearchException;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import io.entrawatch.sink.elasticsearch.client.ItemAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.flink.util.ExceptionUtils;

/**
 * Indexes dead alerts again, outside of any job. Each goes under its id with its revision as
 * external version, so doing it twice, or while a job writes newer revisions, changes nothing.
 */
public final class Redelivery implements Closeable {
  /** With the pauses of the settings' defaults, those take a quarter of a minute. */
  private static final int ATTEMPTS = 6;

  private final String cluster;
  private final Delivery delivery;
  private final BulkTransport transport;
  private final Consumer<String> leftOut;
  private final List<IndexedAlert> waiting = new ArrayList<>();
  private long bytes;
  private long stored;
  private long present;
  private long without;

  /**
   * @param leftOut is told in a line of each alert that will not be in the index
   * @throws IOException with one clear line if the settings cannot work
   */
  public Redelivery(ElasticsearchSettings output, Consumer<String> leftOut) throws IOException {
    this(
        output.delivery(),
        new ElasticsearchTransportFactory(output).open(),
        new ElasticsearchTransportFactory(output).cluster(),
        leftOut);
  }

  Redelivery(Delivery delivery, BulkTransport transport, String cluster, Consumer<String> leftOut) {
    this.delivery = delivery;
    this.transport = transport;
    this.cluster = cluster;
    this.leftOut = leftOut;
  }

  /**
   * Takes one, and indexes when a batch is full.
   *
   * @throws IOException with one line that names the remedy, if Elasticsearch cannot be used
   */
  public void add(DeadAlert dead) throws IOException {
    if (dead.document() == null) {
      leaveOut(dead.id(), dead.revision(), "its dead letter has no document; use a backfill");
      return;
    }
    if (waiting.size() >= delivery.maxBatch()
        || bytes + dead.document().length > delivery.maxBatchBytes()) {
      flush();
    }
    bytes += dead.document().length;
    waiting.add(IndexedAlert.of(dead.id(), dead.revision(), dead.index(), dead.document()));
  }

  /** Indexes what is left of a batch; throws as {@link #add} does. */
  public void flush() throws IOException {
    List<IndexedAlert> again = List.copyOf(waiting);
    BackOff backOff = new BackOff(delivery.firstPause(), delivery.maxPause());
    for (int attempt = 1; !again.isEmpty(); attempt++) {
      again = index(again);
      if (!again.isEmpty()) {
        pause(attempt, backOff);
      }
    }
    waiting.clear();
    bytes = 0;
  }

  /** Those that need another attempt. */
  private List<IndexedAlert> index(List<IndexedAlert> batch) throws IOException {
    List<ItemAnswer> answers;
    try {
      answers = transport.index(batch).join();
    } catch (CompletionException e) {
      if (ExceptionUtils.stripCompletionException(e) instanceof FatalElasticsearchException fatal) {
        throw fatal;
      }
      return batch;
    }
    List<IndexedAlert> again = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      IndexedAlert alert = batch.get(i);
      ItemAnswer answer = answers.get(i);
      switch (answer.verdict()) {
        case STORED -> stored++;
        case CONFLICT -> present++;
        case REFUSED -> leaveOut(alert.id(), alert.revision(), answer.told());
        case RETRY -> again.add(alert);
        case FORBIDDEN ->
            throw FatalElasticsearchException.forbidden(alert.index(), answer.status());
      }
    }
    return again;
  }

  private void pause(int attempt, BackOff backOff) throws IOException {
    if (attempt == ATTEMPTS) {
      throw new FatalElasticsearchException(
          "Elasticsearch at "
              + cluster
              + " takes no alerts for now; run this again when it does, from the same place");
    }
    try {
      Thread.sleep(backOff.next());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void leaveOut(String id, long revision, String why) {
    without++;
    leftOut.accept("alert " + id + " (revision " + revision + "): " + why);
  }

  /** How many were indexed. */
  public long stored() {
    return stored;
  }

  /** Of how many the index had a newer revision. */
  public long present() {
    return present;
  }

  /** How many are not in the index. */
  public long without() {
    return without;
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
