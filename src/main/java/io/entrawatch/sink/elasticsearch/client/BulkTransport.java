// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the writer needs of Elasticsearch. */
public interface BulkTransport extends AutoCloseable {

  /**
   * Indexes the alerts, each with its revision as external version. Neither blocks nor throws.
   *
   * @return one answer an alert, in order; or exceptionally {@link FatalElasticsearchException} if
   *     no further attempt can succeed, anything else if one may
   */
  CompletableFuture<List<ItemAnswer>> index(List<IndexedAlert> alerts);

  @Override
  void close() throws IOException;

  /** Makes the transport where the writer runs. */
  interface Factory extends Serializable {

    /**
     * Makes a transport without talking to Elasticsearch.
     *
     * @throws IOException with one clear line if the settings cannot work, such as an unreadable CA
     */
    BulkTransport open() throws IOException;
  }
}
