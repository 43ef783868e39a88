// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CleanupTimersTest {
  private static final long NOON = Instant.parse("2026-01-15T12:00:00Z").toEpochMilli();
  private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();

  @Test
  void aStepComesWithinTenMinutesAndIsTheSameForAllTimesInFrontOfIt() {
    for (int i = 0; i < 1_000; i++) {
      long time = NOON + i * 7_919L;
      long step = CleanupTimers.after(time, "group-" + i);
      assertThat(step).isGreaterThan(time).isLessThanOrEqualTo(time + TEN_MINUTES);
      assertThat(CleanupTimers.after(step - 1, "group-" + i)).isEqualTo(step);
      assertThat(CleanupTimers.after(step, "group-" + i)).isEqualTo(step + TEN_MINUTES);
    }
  }

  @Test
  void groupsAreFreedEvenlyOverTheTenMinutes() {
    Map<Long, Integer> byMinute = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      byMinute.merge((CleanupTimers.after(NOON, "group-" + i) - NOON) / 60_000, 1, Integer::sum);
    }
    assertThat(byMinute).hasSizeBetween(10, 11);
    for (long minute = 0; minute < 10; minute++) {
      assertThat(byMinute.get(minute)).as("minute %d", minute).isBetween(800, 1_200);
    }
  }
}
