// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.backfill;

import static io.entrawatch.job.backfill.Coverage.Fate.CUT;
import static io.entrawatch.job.backfill.Coverage.Fate.NOT_ASKED;
import static io.entrawatch.job.backfill.Coverage.Fate.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.rule.BuiltInRules;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final long DAY = 86_400_000;
  private static final long BEFORE = 30;
  private static final long AFTER = 90;

  private static Coverage coverage(long wholeFrom, long wholeTo, long askedFrom, long askedTo) {
    return new Coverage(wholeFrom, wholeTo, askedFrom, askedTo, DAY, BEFORE, AFTER);
  }

  private static Coverage whole(long from, long to) {
    return coverage(from, to, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static Coverage.Fate ofDay(int day, Coverage coverage) {
    return coverage.of(new Alert("id", 3, true, "rule", day * DAY, 0, "{}"));
  }

  @Test
  void anAlertIsWholeIfAllThatCanMatterToItsPeriodCameWithinTheRange() {
    assertThat(ofDay(1, whole(DAY - BEFORE, 2 * DAY + AFTER))).isEqualTo(WHOLE);
    assertThat(ofDay(1, whole(DAY - BEFORE + 1, 2 * DAY + AFTER))).isEqualTo(CUT);
    assertThat(ofDay(1, whole(DAY - BEFORE, 2 * DAY + AFTER - 1))).isEqualTo(CUT);
    assertThat(ofDay(1, whole(Long.MIN_VALUE, Long.MAX_VALUE))).isEqualTo(WHOLE);
  }

  @Test
  void anAlertWhosePeriodLiesOutsideOfWhatWasAskedIsNotTold() {
    assertThat(ofDay(1, coverage(0, 9 * DAY, 2 * DAY, 3 * DAY))).isEqualTo(NOT_ASKED);
    assertThat(ofDay(2, coverage(0, 9 * DAY, 2 * DAY, 3 * DAY))).isEqualTo(WHOLE);
    assertThat(ofDay(3, coverage(0, 9 * DAY, 2 * DAY, 3 * DAY))).isEqualTo(NOT_ASKED);
    assertThat(ofDay(1, coverage(0, 9 * DAY, 2 * DAY - 1, 3 * DAY))).isEqualTo(WHOLE);
  }

  @Test
  void theRulesSayHowLongSignInsMatter() {
    assertThat(Coverage.longestWindow(BuiltInRules.all())).hasMinutes(30);
    assertThat(Coverage.longestOpen(BuiltInRules.all())).hasMinutes(91);
  }
}
