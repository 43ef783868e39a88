// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import java.io.IOException;

/**
 * Elasticsearch cannot be used before somebody changes something. The message is one line that
 * names the remedy and bears no secret.
 */
public final class FatalElasticsearchException extends IOException {
  private static final long serialVersionUID = 1L;

  FatalElasticsearchException(String message) {
    super(message);
  }
}
