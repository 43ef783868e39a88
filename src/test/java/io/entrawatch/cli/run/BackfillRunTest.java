// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.job.EntrawatchJob;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackfillRunTest {
  private static String lines(Map<String, Object> counts) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    BackfillRun.tellOfOthers(counts, new PrintStream(err, true, StandardCharsets.UTF_8));
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void alertsOutsideTheRangeAndLateSignInsAreCounted() {
    assertThat(
            lines(
                Map.of(
                    EntrawatchJob.BACKFILLED_NOT_ASKED,
                    7L,
                    "device-code-retuned.late",
                    3L,
                    "auth-broker-to-drs.late",
                    5L,
                    "device-code-retuned.used",
                    9L)))
        .contains("alerts not written 7: their period lies outside backfill.from and backfill.to\n")
        .contains("late 8, counted for each rule", "raise input.max-out-of-orderness\n");
  }

  @Test
  void whereThereAreNoneNothingIsPrinted() {
    assertThat(
            lines(Map.of(EntrawatchJob.BACKFILLED_NOT_ASKED, 0L, "device-code-retuned.late", 0L)))
        .isEmpty();
  }
}
