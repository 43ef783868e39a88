// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** Where alerts go that Elasticsearch does not get. */
public interface DeadAlerts extends AutoCloseable {

  /**
   * Takes an alert over. Neither blocks nor throws.
   *
   * @return done once the alert is kept there as safely as it will be; exceptionally if it could
   *     not be
   */
  CompletableFuture<Void> take(DeadAlert alert);

  @Override
  void close() throws IOException;

  /** Makes one where the writer runs. */
  interface Factory extends Serializable {

    /** Opens it without talking to anybody: most runs never need it. */
    DeadAlerts open();
  }
}
