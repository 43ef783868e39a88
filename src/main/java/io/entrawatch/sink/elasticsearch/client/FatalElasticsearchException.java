// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import java.io.IOException;

/**
 * Elasticsearch cannot be used before somebody changes something. The message is one line that
 * names the remedy and bears no secret.
 */
public final class FatalElasticsearchException extends IOException {
  private static final long serialVersionUID = 1L;

  public FatalElasticsearchException(String message) {
    super(message);
  }

  public static FatalElasticsearchException forbidden(String index, int status) {
    return new FatalElasticsearchException(
        "Elasticsearch does not let these credentials write to index "
            + index
            + " ("
            + status
            + "): grant them auto_configure and index on it");
  }
}
