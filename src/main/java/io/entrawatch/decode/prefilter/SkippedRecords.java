// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Shape;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts the skipped records of one line or message: those for which the sketch was enough. It also
 * keeps the clock that gives these records their time.
 *
 * <p>Only records that were read in full move the clock of their partition, so no watermark depends
 * on an estimate. These records are therefore read in full:
 *
 * <ul>
 *   <li>a record that seems more than {@link #TICK} newer than the clock;
 *   <li>a record that seems more than {@link #FAR} older, because an earlier record may have put
 *       the clock far ahead;
 *   <li>one record in {@link #SAMPLE}, which corrects the clock if the estimates are wrong.
 * </ul>
 *
 * <p>The clock may lag by its last ticks.
 */
public final class SkippedRecords {
  /** In ms. */
  static final long TICK = 1_000;

  static final int SAMPLE = 1_024;

  /**
   * In ms. If the clock is so far ahead of a record, the record that moved it cannot have had a
   * true time.
   */
  private static final long FAR = Duration.ofHours(1).toMillis();

  private static final Shape[] SHAPES = Shape.values();

  private final Map<RecordOrigin.Stream, Clock> clocks = new HashMap<>();
  private final int[] count = new int[SHAPES.length];
  private final int[] first = new int[SHAPES.length];
  private final int[] sessions = new int[SHAPES.length];
  private final int[] implausible = new int[SHAPES.length];

  private RecordOrigin origin;
  private Clock clock;
  private boolean anySkipped;

  private static final class Clock {
    private long time = Decoded.NO_TIME;
    private int sinceSample;

    /**
     * The value for a message of one skipped record, by shape. It stays the same until the clock
     * moves.
     */
    private final Decoded[] single = new Decoded[SHAPES.length];
  }

  public void begin(RecordOrigin next) {
    if (clock == null || !next.isBeside(origin)) {
      clock = clocks.computeIfAbsent(next.stream(), stream -> new Clock());
    }
    origin = next;
    anySkipped = false;
  }

  /** Notes a record that was read in full. It may move the clock. */
  public void onDecoded(Decoded decoded) {
    if (decoded.time() == Decoded.NO_TIME) {
      return;
    }
    boolean sampled = clock.sinceSample == 0;
    if (decoded.time() > clock.time || sampled) {
      clock.time = decoded.time();
      Arrays.fill(clock.single, null);
    }
  }

  /**
   * Skips and counts the record, unless it must be read in full for the clock.
   *
   * @return whether it was skipped
   */
  public boolean skip(RecordSketch sketch, int index) {
    long ingested = sketch.ingested(origin);
    // Files may be in any order, and no watermark follows them.
    boolean isFarOlder = origin.file() == null && ingested < clock.time - FAR;
    boolean moves = clock.time == Decoded.NO_TIME || ingested > clock.time + TICK || isFarOlder;
    if (moves || ++clock.sinceSample == SAMPLE) {
      clock.sinceSample = 0;
      return false;
    }
    if (!anySkipped) {
      anySkipped = true;
      Arrays.fill(count, 0);
      Arrays.fill(sessions, 0);
      Arrays.fill(implausible, 0);
    }
    int shape = sketch.shape().ordinal();
    sessions[shape] += sketch.sessions();
    implausible[shape] += sketch.isImplausible(origin) ? 1 : 0;
    if (count[shape]++ == 0) {
      first[shape] = index;
    }
    return true;
  }

  /** Emits the counts of the skipped records, one value a shape. */
  public void emit(Consumer<Decoded> out) {
    for (int shape = 0; anySkipped && shape < SHAPES.length; shape++) {
      if (count[shape] > 0) {
        out.accept(decoded(shape));
      }
    }
  }

  private Decoded decoded(int shape) {
    boolean isSingle = count[shape] == 1 && first[shape] == 0;
    if (!isSingle || sessions[shape] > 0 || implausible[shape] > 0) {
      return create(shape);
    }
    if (clock.single[shape] == null) {
      clock.single[shape] = create(shape);
    }
    return clock.single[shape];
  }

  private Decoded create(int shape) {
    return Decoded.settled(
            clock.time, first[shape], count[shape], sessions[shape], SHAPES[shape], origin.file())
        .withImplausible(implausible[shape]);
  }
}
