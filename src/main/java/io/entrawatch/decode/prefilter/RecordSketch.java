// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Shape;

/**
 * What the bytes show of a record that no rule can match. It is an estimate: a record that would
 * move a clock is read in full.
 *
 * @param shape the shape that it seems to have
 * @param timestamp when it seems to have happened, in ms since the epoch
 * @param ingested when it seems to have been ingested, in ms since the epoch; {@link
 *     PlainTime#NONE} if the record has no ingest time
 * @param sessions how many events with a session id it represents
 */
public record RecordSketch(Shape shape, long timestamp, long ingested, int sessions) {
  /** A copy that represents {@code count} events with a session id. */
  RecordSketch withSessions(int count) {
    return new RecordSketch(shape, timestamp, ingested, count);
  }

  /** The estimated ingest time of the record, given where it came from. */
  long ingested(RecordOrigin origin) {
    return ingested == PlainTime.NONE ? origin.ingested(timestamp) : ingested;
  }

  /** Whether the timestamp of the origin is needed, but implausible. */
  boolean isImplausible(RecordOrigin origin) {
    return ingested == PlainTime.NONE && origin.isImplausible(timestamp);
  }

  /** Whether a record from this origin can have these times. */
  public boolean hasPossibleTimes(RecordOrigin origin, long maxSkew) {
    long ingestTime = ingested(origin);
    return ingestTime <= origin.arrival() + maxSkew && timestamp <= ingestTime + maxSkew;
  }
}
