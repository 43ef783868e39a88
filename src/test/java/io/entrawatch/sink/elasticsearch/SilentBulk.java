// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.sink.elasticsearch.client.BulkTransport;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import io.entrawatch.sink.elasticsearch.client.ItemAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** An Elasticsearch that takes connections and never answers. */
final class SilentBulk implements BulkTransport {
  /** Becomes true with the first request; the job runs in the test's own JVM. */
  static final AtomicBoolean ASKED = new AtomicBoolean();

  /** Where the job's task makes it. */
  static final class Factory implements BulkTransport.Factory {
    private static final long serialVersionUID = 1L;

    @Override
    public BulkTransport open() {
      return new SilentBulk();
    }
  }

  @Override
  public CompletableFuture<List<ItemAnswer>> index(List<IndexedAlert> alerts) {
    ASKED.set(true);
    return new CompletableFuture<>();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
