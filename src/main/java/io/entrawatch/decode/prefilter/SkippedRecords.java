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
 * Counts the records of one line or message for which a glance was enough, and keeps the clock that
 * they go by.
 *
 * <p>Only records that were read in full move the clock of their partition, so no watermark rests
 * on looks. A record that looks more than {@link #TICK} newer than the clock is therefore read in
 * full, and so are one that looks more than {@link #FAR} older, for another may have put the clock
 * far ahead, and one in {@link #SAMPLE}, whatever it looks like, should looks deceive: then it is
 * right again. What it may lag behind is its last ticks.
 */
public final class SkippedRecords {
  /** In ms. */
  static final long TICK = 1_000;

  static final int SAMPLE = 1_024;

  /** In ms; a clock that is so far ahead of a record was put there by one that cannot be true. */
  private static final long FAR = Duration.ofHours(1).toMillis();

  private static final Shape[] SHAPES = Shape.values();

  private final Map<RecordOrigin.Stream, Clock> clocks = new HashMap<>();
  private final int[] count = new int[SHAPES.length];
  private final int[] first = new int[SHAPES.length];
  private final int[] sessions = new int[SHAPES.length];
  private final int[] implausible = new int[SHAPES.length];

  private RecordOrigin place;
  private Clock clock;
  private boolean any;

  private static final class Clock {
    private long time = Decoded.NO_TIME;
    private int sinceSample;

    /** What a message of one record that looks like the shape gives; the same until time moves. */
    private final Decoded[] single = new Decoded[SHAPES.length];
  }

  public void begin(RecordOrigin of) {
    if (clock == null || !of.isBeside(place)) {
      clock = clocks.computeIfAbsent(of.stream(), stream -> new Clock());
    }
    place = of;
    any = false;
  }

  /** Something was read in full. */
  public void read(Decoded decoded) {
    if (decoded.time() == Decoded.NO_TIME) {
      return;
    }
    boolean sampled = clock.sinceSample == 0;
    if (decoded.time() > clock.time || sampled) {
      clock.time = decoded.time();
      Arrays.fill(clock.single, null);
    }
  }

  /** Takes the record, unless it must be read in full for the clock's sake. */
  public boolean takes(RecordSketch look, int index) {
    long ingested = look.ingested(place);
    // Files may be in any order, and no watermark follows them.
    boolean isFarBack = place.file() == null && ingested < clock.time - FAR;
    boolean moves = clock.time == Decoded.NO_TIME || ingested > clock.time + TICK || isFarBack;
    if (moves || ++clock.sinceSample == SAMPLE) {
      clock.sinceSample = 0;
      return false;
    }
    if (!any) {
      any = true;
      Arrays.fill(count, 0);
      Arrays.fill(sessions, 0);
      Arrays.fill(implausible, 0);
    }
    int shape = look.shape().ordinal();
    sessions[shape] += look.sessions();
    implausible[shape] += look.isImplausible(place) ? 1 : 0;
    if (count[shape]++ == 0) {
      first[shape] = index;
    }
    return true;
  }

  /** Hands on what was taken, one value a shape. */
  public void handOn(Consumer<Decoded> out) {
    for (int shape = 0; any && shape < SHAPES.length; shape++) {
      if (count[shape] > 0) {
        out.accept(decoded(shape));
      }
    }
  }

  private Decoded decoded(int shape) {
    boolean usual = count[shape] == 1 && first[shape] == 0;
    if (!usual || sessions[shape] > 0 || implausible[shape] > 0) {
      return create(shape);
    }
    if (clock.single[shape] == null) {
      clock.single[shape] = create(shape);
    }
    return clock.single[shape];
  }

  private Decoded create(int shape) {
    return Decoded.settled(
            clock.time, first[shape], count[shape], sessions[shape], SHAPES[shape], place.file())
        .withImplausible(implausible[shape]);
  }
}
