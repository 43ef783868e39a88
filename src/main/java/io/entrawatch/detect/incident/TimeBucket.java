// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.event.Event;
import io.entrawatch.rule.WindowSpec;
import java.util.Comparator;

/**
 * A slice of ingest time combined with a slice of {@code @timestamp}. Windows and periods are
 * unions of slices. So all events of a bucket are in the same windows and periods.
 *
 * @param ingested start of the slice of ingest time, ms since the epoch
 * @param timestamp start of the slice of {@code @timestamp}, ms since the epoch
 */
public record TimeBucket(long ingested, long timestamp) {

  static final Comparator<TimeBucket> ORDER =
      Comparator.comparingLong(TimeBucket::ingested).thenComparingLong(TimeBucket::timestamp);

  /**
   * The event's bucket.
   *
   * @param slice length of a slice in ms
   */
  static TimeBucket of(Event event, long slice) {
    return new TimeBucket(
        Math.floorDiv(event.ingested(), slice) * slice,
        Math.floorDiv(event.timestamp(), slice) * slice);
  }

  /** The start of the slice, on the clock that the window uses. */
  long timeOf(WindowSpec spec) {
    return spec.clock() == WindowSpec.Clock.INGESTED ? ingested : timestamp;
  }
}
