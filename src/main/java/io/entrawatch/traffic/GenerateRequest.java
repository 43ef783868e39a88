// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.format.Format;
import java.time.Instant;

/**
 * What traffic to generate. Equal requests give equal bytes.
 *
 * @param events how many records, duplicates and planted ones among them
 * @param seed what everything that looks random follows from
 * @param incidents how many attacks to plant, and as many look-alikes beside them
 * @param start nothing arrives before it; sign-ins may have happened up to 30 minutes earlier
 * @param ratePerSecond how many records arrive a second of the log's own time, on average
 * @param relevantPercent of the everyday sign-ins that pass the filter of some rule
 * @param duplicatePercent of the records that are delivered a second time
 * @param sizeBytes about how large a record is, see {@link Format#writer}
 * @param batch how many raw records go into an envelope {@code {"records":[...]}}; 0: none has one
 */
public record GenerateRequest(
    long events,
    long seed,
    Format format,
    int incidents,
    Instant start,
    double ratePerSecond,
    double relevantPercent,
    double duplicatePercent,
    int sizeBytes,
    int batch) {
  public static final Instant DEFAULT_START = Instant.parse("2026-01-15T08:00:00Z");
  public static final double DEFAULT_RATE = 20;
  public static final double DEFAULT_RELEVANT_PERCENT = 2;
  public static final int DEFAULT_SIZE_BYTES = 3_100;

  /** What an attack and its look-alike take at most. */
  private static final int RECORDS_PER_INCIDENT = 12;

  /**
   * @throws IllegalArgumentException if something is out of its range; the message is one line that
   *     names it, as on the command line, the value and the remedy
   */
  public GenerateRequest {
    within("events", events, 1, 1_000_000_000_000L);
    within("incidents", incidents, 0, 1_000_000);
    within("rate", ratePerSecond, 0.001, 1_000_000);
    within("relevant-percent", relevantPercent, 0, 100);
    within("duplicate-percent", duplicatePercent, 0, 50);
    within("size-bytes", sizeBytes, 1, 1_000_000);
    within("batch", batch, 0, 10_000);
    long needed = (long) incidents * RECORDS_PER_INCIDENT;
    require(
        events >= needed,
        "incidents: %d may need %d records, but events is %d; raise events or lower incidents",
        incidents,
        needed,
        events);
    require(
        batch == 0 || format == Format.RAW,
        "batch: %d is for the format raw only; choose it or leave batch out",
        batch);
  }

  /** Everyday traffic as ECS documents, the rest at its defaults. */
  public static GenerateRequest of(long events, long seed) {
    return new GenerateRequest(
        events,
        seed,
        Format.ECS,
        0,
        DEFAULT_START,
        DEFAULT_RATE,
        DEFAULT_RELEVANT_PERCENT,
        0,
        DEFAULT_SIZE_BYTES,
        0);
  }

  private static void within(String key, double value, double least, double most) {
    require(
        value >= least && value <= most,
        "%s: %s is out of range; give a number from %s to %s",
        key,
        plain(value),
        plain(least),
        plain(most));
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
  }

  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }
}
