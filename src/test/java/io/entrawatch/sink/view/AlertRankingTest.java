// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.sink.report.Incidents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertRankingTest {
  private final AlertViewReader reader = new AlertViewReader();

  @Test
  void shouldKeepTheForemostThatFitWhateverTheOrderInWhichTheyCome() {
    List<Alert> alerts =
        new ArrayList<>(IntStream.range(0, 30).mapToObj(AlertRankingTest::sized).toList());
    List<String> kept = kept(alerts);

    for (int seed = 0; seed < 200; seed++) {
      Collections.shuffle(alerts, new Random(seed));
      assertThat(kept(alerts)).isEqualTo(kept);
    }
    assertThat(kept).hasSizeBetween(2, 10).startsWith("a29", "a28");
  }

  // The greater the number the greater the risk; sizes go up and down.
  private static Alert sized(int number) {
    return Incidents.alert(
        "a" + number,
        document -> {
          document.with("event").put("risk_score", number);
          document.put("filling", "x".repeat(number * 7919 % 11 * 1000));
        });
  }

  private List<String> kept(List<Alert> alerts) {
    AlertRanking ranking = new AlertRanking(10, 45_000);
    alerts.forEach(alert -> ranking.add(Headline.of(reader.read(alert)), alert));
    assertThat(ranking.seen()).isEqualTo(30);
    return ranking.kept().stream().map(ranked -> ranked.alert().id()).toList();
  }
}
