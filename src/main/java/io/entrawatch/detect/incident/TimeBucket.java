// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.event.Event;
import io.entrawatch.rule.WindowSpec;
import java.util.Comparator;

/**
 * A slice of ingest time by a slice of sign-in time. Windows and periods are unions of slices, so
 * what holds for one sign-in of a cell holds for all of them.
 *
 * @param ingested start of the slice of ingest time, ms since the epoch
 * @param timestamp start of the slice of sign-in time, ms since the epoch
 */
public record TimeBucket(long ingested, long timestamp) {

  static final Comparator<TimeBucket> ORDER =
      Comparator.comparingLong(TimeBucket::ingested).thenComparingLong(TimeBucket::timestamp);

  /**
   * The sign-in's cell.
   *
   * @param slice length of a slice in ms
   */
  static TimeBucket of(Event signIn, long slice) {
    return new TimeBucket(
        Math.floorDiv(signIn.ingested(), slice) * slice,
        Math.floorDiv(signIn.timestamp(), slice) * slice);
  }

  /** The start of its slice of the time that the window looks at. */
  long timeOf(WindowSpec spec) {
    return spec.clock() == WindowSpec.Clock.INGESTED ? ingested : timestamp;
  }
}
