// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.event.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final String STATS =
      "FROM a | STATS c = COUNT(*), d = COUNT_DISTINCT(source.ip), mx = MAX(@timestamp),"
          + " mn = MIN(@timestamp), s = SUM(CASE(event.outcome == \"x\", 1, 0)),"
          + " v = VALUES(source.ip), av = AVG(source.`as`.number), k = COUNT_DISTINCT(user.id)"
          + " BY user.id | WHERE ";

  /** The columns are, by index: c 0, d 1, mx 2, mn 3, s 4, v 5, av 6, k 7, user.id 8. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "c >= 2; true; >=(#0,integer:1:2)",
        "2 < c; true; <(integer:1:2,#0)",
        "c <= 2; false; boolean:4:true",
        "c == 3; false; >=(#0,integer:1:3)",
        "c != 3; false; boolean:4:true",
        "NOT c < 5; true; >=(#0,integer:1:5)",
        "NOT (c < 5 OR d > 3); false; >=(#0,integer:1:5)",
        "c >= 2 AND d <= 3; false; >=(#0,integer:1:2)",
        "c >= 2 OR d <= 3; false; boolean:4:true",
        "date_diff(\"minutes\", mn, mx) > 5; true; >(date_diff(keyword:7:minutes,#3,#2),integer:1:5)",
        "date_diff(\"minutes\", mn, mx) <= 5; false; boolean:4:true",
        "s >= 2; true; >=(#4,integer:1:2)",
        "s * 1.0 / c > 0.5; false; boolean:4:true",
        "s / 2 > 1; true; >(/(#4,integer:1:2),integer:1:1)",
        "mv_count(v) > 1; true; >(mv_count(#5),integer:1:1)",
        "av > 1; false; boolean:4:true",
        "k == 1; true; ==(#7,integer:1:1)",
        "user.id LIKE \"a*\" AND c > 1; true; and(like(#8,keyword:2:a*),>(#0,integer:1:1))",
        "mx IS NOT NULL; true; is not null(#2)",
        "CASE(c > 5, \"a\", d > 2, \"b\", \"no\") != \"no\"; false; or(>(#0,integer:1:5),>(#1,integer:1:2))"
      })
  void theGateIsTheStrongestPartThatOnlyGrows(String condition, boolean monotone, String gate)
      throws QueryRefused {
    Plan plan = Analyzer.plan(STATS + condition, Field::find);

    assertThat(Gate.isMonotone(plan)).isEqualTo(monotone);
    assertThat(Gate.of(plan).text()).isEqualTo(gate);
  }
}
