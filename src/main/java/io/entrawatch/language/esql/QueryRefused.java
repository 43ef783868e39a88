// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

/**
 * A query that cannot be parsed or cannot run as a stream. The message is one line: the reason and
 * the remedy.
 */
public final class QueryRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final Position position;

  public QueryRefused(Position position, String message) {
    super(message);
    this.position = position;
  }

  /** Where in the query's text. */
  public Position position() {
    return position;
  }
}
