// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import io.entrawatch.sink.view.SignInRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A span of time laid out over the width of a picture. */
final class Axis {
  private static final int MOST_TICKS = 6;
  private static final double MARGIN = 5; // percent, on both sides
  private static final long SHORTEST_MS = 10_000;
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12));

  private final long start;
  private final long end;

  private Axis(long start, long end) {
    this.start = start;
    this.end = end;
  }

  /** Over all the sign-ins that have a time; null where none has. */
  static Axis over(List<SignInRow> signIns) {
    long[] times =
        signIns.stream()
            .map(SignInRow::at)
            .filter(Objects::nonNull)
            .mapToLong(Instant::toEpochMilli)
            .sorted()
            .toArray();
    if (times.length == 0) {
      return null;
    }
    long first = times[0];
    long last = times[times.length - 1];
    long lacking = Math.max(0, SHORTEST_MS - (last - first));
    return new Axis(first - lacking / 2, last + lacking - lacking / 2);
  }

  /** Where a time lies, 0 to 100. */
  double percent(Instant time) {
    double share = (double) (time.toEpochMilli() - start) / (end - start);
    return MARGIN + share * (100 - 2 * MARGIN);
  }

  /** A place as SVG takes it, to a hundredth of a percent. */
  static String place(double percent) {
    return BigDecimal.valueOf(percent).setScale(2, RoundingMode.HALF_UP) + "%";
  }

  /** Round times, six at most. */
  List<Instant> ticks() {
    long step = step().toMillis();
    List<Instant> ticks = new ArrayList<>();
    for (long at = Math.floorDiv(start + step - 1, step) * step; at <= end; at += step) {
      ticks.add(Instant.ofEpochMilli(at));
    }
    return ticks;
  }

  private Duration step() {
    return STEPS.stream()
        .filter(step -> (end - start) / step.toMillis() < MOST_TICKS)
        .findFirst()
        .orElseGet(() -> Duration.ofMillis((end - start) / MOST_TICKS + 1));
  }

  /** Whether ticks fall on whole minutes. */
  boolean coarse() {
    return step().toSeconds() % 60 == 0;
  }
}
