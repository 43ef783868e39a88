// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import io.entrawatch.sink.SafeText;

/**
 * What Elasticsearch said to one alert of a batch.
 *
 * @param status the HTTP status
 * @param type Elasticsearch's name of the error; null when stored
 * @param reason Elasticsearch's words; null when stored
 */
public record ItemAnswer(int status, String type, String reason) {
  /** The type of what Elasticsearch's own security forbids. */
  static final String SECURITY = "security_exception";

  /** The type of what keeps an index from being made. */
  private static final String NO_INDEX = "validation_exception";

  private static final int MAX_WORDS = 1000;

  /** What follows from an answer. */
  public enum Verdict {
    STORED,
    /** A revision as new or newer is there already: as good as stored. */
    CONFLICT,
    /** This document will never be taken. */
    REFUSED,
    /** No document will be taken before somebody changes the settings. */
    FORBIDDEN,
    /** Another attempt may succeed. */
    RETRY
  }

  public static ItemAnswer stored() {
    return new ItemAnswer(201, null, null);
  }

  public Verdict verdict() {
    if (status < 300) {
      return Verdict.STORED;
    }
    return switch (status) {
      // No fault of the document: the index that it would be the first in cannot be made, as where
      // the
      // cluster has as many shards as it may have. Documents are refused under other names.
      case 400 -> NO_INDEX.equals(type) ? Verdict.RETRY : Verdict.REFUSED;
      case 413 -> Verdict.REFUSED;
      case 401 -> Verdict.FORBIDDEN;
      // A block on the index (read-only, disk full) is a 403 too, and it is lifted some day.
      case 403 -> SECURITY.equals(type) ? Verdict.FORBIDDEN : Verdict.RETRY;
      case 409 -> Verdict.CONFLICT;
      default -> Verdict.RETRY;
    };
  }

  /** The answer in a line, Elasticsearch's own words in it made harmless to print. */
  public String told() {
    return SafeText.visible(status + " " + type + ": " + reason, MAX_WORDS);
  }
}
