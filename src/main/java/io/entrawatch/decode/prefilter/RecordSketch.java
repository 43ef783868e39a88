// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Shape;

/**
 * How a record looks that no rule takes. Looks are no verdict: what moves a clock is read in full.
 *
 * @param shape the one that it seems to have
 * @param timestamp when it seems to have happened, in ms since the epoch
 * @param ingested when it seems to have been ingested, likewise; {@link PlainTime#NONE} if it
 *     doesn't say
 * @param sessions how many sign-ins with a session id it stands for
 */
public record RecordSketch(Shape shape, long timestamp, long ingested, int sessions) {
  /** The same, standing for so many sign-ins with a session id. */
  RecordSketch withSessions(int count) {
    return new RecordSketch(shape, timestamp, ingested, count);
  }

  /** When a record that looks like this and came from there seems to have been ingested. */
  long ingested(RecordOrigin place) {
    return ingested == PlainTime.NONE ? place.ingested(timestamp) : ingested;
  }

  /** Whether the time of the place would be needed, and is implausible. */
  boolean isImplausible(RecordOrigin place) {
    return ingested == PlainTime.NONE && place.isImplausible(timestamp);
  }

  /** Whether its times can be true of a record from there. */
  public boolean isSound(RecordOrigin place, long maxSkew) {
    long moment = ingested(place);
    return moment <= place.arrival() + maxSkew && timestamp <= moment + maxSkew;
  }
}
