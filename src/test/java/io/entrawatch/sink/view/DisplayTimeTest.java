// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DisplayTimeTest {
  private static final Instant EVENING = Instant.parse("2026-01-31T23:59:07.900Z");

  @Test
  void shouldGiveTheDateOnlyWhereItIsAnother() {
    assertThat(DisplayTime.seconds(EVENING, EVENING.minusSeconds(60))).isEqualTo("23:59:07");
    assertThat(DisplayTime.seconds(EVENING.plusSeconds(60), EVENING))
        .isEqualTo("2026-02-01 00:00:07");
    assertThat(DisplayTime.minutes(EVENING, null)).isEqualTo("2026-01-31 23:59");
  }

  @Test
  void shouldGiveTheTwoLargestUnitsOfALength() {
    assertThat(DisplayTime.length(Duration.ofMillis(999))).isEqualTo("0 s");
    assertThat(DisplayTime.length(Duration.ofSeconds(285))).isEqualTo("4 min 45 s");
    assertThat(DisplayTime.length(Duration.ofSeconds(7500))).isEqualTo("2 h 5 min");
    assertThat(DisplayTime.length(Duration.ofHours(48))).isEqualTo("2 d");
    assertThat(DisplayTime.length(Duration.ofSeconds(-61))).isEqualTo("-1 min 1 s");
  }
}
