// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import io.entrawatch.event.Event;
import java.io.Serializable;
import java.time.Duration;

/**
 * A sliding or tumbling window. Windows end at multiples of the slide since the epoch and take
 * {@code [end - size, end)}.
 *
 * @param clock which of a sign-in's times is windowed
 * @param slide equal to the size for a tumbling window
 * @param lateness how far the watermark, which follows ingest time, may pass a window's end before
 *     the window takes no more
 */
public record WindowSpec(Clock clock, Duration size, Duration slide, Duration lateness)
    implements Serializable {

  /** A sign-in's times. */
  public enum Clock {
    /** {@code event.ingested}, else {@code @timestamp}. */
    INGESTED,
    /** {@code @timestamp}. */
    SIGN_IN
  }

  public WindowSpec {
    if (size.isNegative() || size.isZero() || slide.isNegative() || slide.isZero()) {
      throw new IllegalArgumentException("size and slide must be positive");
    }
    if (slide.compareTo(size) > 0) {
      throw new IllegalArgumentException("slide must not exceed size: sign-ins would fall between");
    }
  }

  public static WindowSpec sliding(Clock clock, Duration size, Duration slide, Duration lateness) {
    return new WindowSpec(clock, size, slide, lateness);
  }

  public static WindowSpec tumbling(Clock clock, Duration size, Duration lateness) {
    return new WindowSpec(clock, size, size, lateness);
  }

  public boolean isTumbling() {
    return size.equals(slide);
  }

  /** The time of a sign-in that this window looks at, ms since the epoch. */
  public long timeOf(Event signIn) {
    return clock == Clock.INGESTED ? signIn.ingested() : signIn.timestamp();
  }

  /** The end of the first window that holds the time. */
  public long firstEnd(long time) {
    long step = slide.toMillis();
    return Math.floorDiv(time, step) * step + step;
  }

  /** The end of the last window that holds the time. */
  public long lastEnd(long time) {
    long step = slide.toMillis();
    return Math.floorDiv(time + size.toMillis(), step) * step;
  }

  /**
   * The watermark from which on a window takes no more and its state is gone; Flink's definition.
   */
  public long closesAt(long end) {
    return end - 1 + lateness.toMillis();
  }
}
