// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import io.entrawatch.decode.record.RecordOrigin;
import java.io.Serializable;
import java.time.Duration;

/**
 * How records are decoded.
 *
 * @param maxBytes the longest record that is read; a longer one is a dead letter, cut to this
 *     length
 * @param maxSkew how far a time may lie after the one that bounds it, see {@link
 *     RecordOrigin#arrival}
 * @param timestampSource which member of a raw record becomes {@code @timestamp}
 * @param identity what makes two records the same sign-in
 * @param databases by which addresses of raw records are looked up
 */
public record DecoderSettings(
    int maxBytes,
    Duration maxSkew,
    TimestampSource timestampSource,
    Identity identity,
    GeoDatabases databases)
    implements Serializable {

  /** An Event Hubs batch of 1 MiB, once more quoted as text. */
  public static final int DEFAULT_MAX_BYTES = 2 * 1_048_576;

  /**
   * Which member of a raw record becomes {@code @timestamp}; the others stand in where it is
   * absent.
   */
  public enum TimestampSource {
    /** {@code properties.createdDateTime}, as Elastic's integration has it now. */
    CREATED_DATE_TIME("created-date-time"),
    /** {@code time}, as older versions of the integration have it. */
    TIME("time");

    private final String code;

    TimestampSource(String code) {
      this.code = code;
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
      return code;
    }
  }

  /** What makes two records the same sign-in. */
  public enum Identity {
    /** Microsoft's id and the category; a record without an id is told by what it says. */
    ID,
    /** The position alone: every record is a sign-in of its own. */
    POSITION
  }

  public static final DecoderSettings DEFAULT =
      new DecoderSettings(
          DEFAULT_MAX_BYTES, Duration.ofHours(1), TimestampSource.CREATED_DATE_TIME, Identity.ID);

  /** Settings without databases. */
  public DecoderSettings(
      int maxBytes, Duration maxSkew, TimestampSource timestampSource, Identity identity) {
    this(maxBytes, maxSkew, timestampSource, identity, GeoDatabases.NONE);
  }

  public DecoderSettings {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes is " + maxBytes + "; give 1 or more");
    }
    if (maxSkew.isNegative()) {
      throw new IllegalArgumentException("maxSkew is " + maxSkew + "; give 0 or more");
    }
  }
}
