// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import java.io.Serializable;
import java.time.Duration;

/**
 * How alerts are batched, kept and tried again.
 *
 * @param maxBuffered how many alerts a subtask keeps while Elasticsearch takes none; about 3.5 KB
 *     of heap and of checkpoint each
 * @param maxBatch alerts in a bulk request at most
 * @param maxBatchBytes documents' bytes in a bulk request at most; one document always fits
 * @param firstPause pause after the first failure; each further one is twice as long
 * @param maxPause the longest pause
 */
public record Delivery(
    int maxBuffered, int maxBatch, long maxBatchBytes, Duration firstPause, Duration maxPause)
    implements Serializable {
  /** What is kept by default in an outage. */
  public static final int DEFAULT_MAX_BUFFERED = 100_000;

  public Delivery {
    if (maxBatch < 1 || maxBatchBytes < 1) {
      throw new IllegalArgumentException(
          "A bulk request must have room for one alert at least, it has for "
              + maxBatch
              + " of "
              + maxBatchBytes
              + " bytes");
    }
    if (maxBuffered < maxBatch) {
      throw new IllegalArgumentException(
          "The buffer for Elasticsearch must hold a batch of "
              + maxBatch
              + " alerts at least, it holds "
              + maxBuffered);
    }
    if (firstPause.isNegative() || firstPause.isZero() || maxPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "The first pause (" + firstPause + ") must be positive and at most " + maxPause);
    }
  }

  /** Batches of 1,000 alerts or 5 MB, pauses from 1 s to 1 min. */
  public static Delivery buffering(int maxBuffered) {
    return new Delivery(
        maxBuffered,
        Math.min(1000, maxBuffered),
        5L * 1024 * 1024,
        Duration.ofSeconds(1),
        Duration.ofMinutes(1));
  }
}
