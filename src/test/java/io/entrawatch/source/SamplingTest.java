// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
  /** A clock that others move, and that counts who asks. */
  private static final class Watch extends Clock {
    private long micros;
    private int asked;

    @Override
    public long millis() {
      asked++;
      return micros / 1_000;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final Watch watch = new Watch();
  private final Sampling sampling = new Sampling(watch);

  private long taken(int records, int bytes, long microsBetween) {
    return IntStream.range(0, records)
        .filter(
            i -> {
              watch.micros += microsBetween;
              return sampling.takes(bytes);
            })
        .count();
  }

  @Test
  void takesEveryRecordAsLongAsFewCome() {
    assertThat(taken(1_000, 3_000, 100_000)).isEqualTo(1_000);
  }

  @Test
  void takesTwentyASecondOfManyAndHardlyAsksTheClock() {
    assertThat(taken(2_000_000, 3_000, 5)).isBetween(80L, 200L);
    assertThat(watch.asked).isLessThan(10_000);
  }

  @Test
  void takesFewerOfLongOnes() {
    assertThat(taken(10_000, 1_000_000, 1_000)).isLessThanOrEqualTo(3);
  }

  @Test
  void takesEveryRecordAgainWhenTheFloodIsOver() {
    taken(100_000, 3_000, 5);
    taken(5_000, 3_000, 100_000);
    assertThat(taken(1_000, 3_000, 100_000)).isEqualTo(1_000);
  }
}
