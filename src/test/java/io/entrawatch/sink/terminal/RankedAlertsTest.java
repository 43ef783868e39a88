// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.sink.file.LineTarget;
import io.entrawatch.sink.report.Incidents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankedAlertsTest {
  @TempDir Path folder;

  @Test
  void shouldWriteTheSurestFirstWhateverTheOrderInWhichTheyCome() throws Exception {
    List<Alert> alerts =
        new ArrayList<>(
            List.of(of("Doubtful", "low", 99), of("Sure", "high", 21), of("Grave", "medium", 73)));
    String page = written(alerts);

    Collections.reverse(alerts);

    assertThat(written(alerts)).isEqualTo(page);
    assertThat(page.lines().filter(line -> line.startsWith("  user")))
        .containsExactly(
            "  user      Sure <alice@contoso.example>",
            "  user      Grave <alice@contoso.example>",
            "  user      Doubtful <alice@contoso.example>");
  }

  @Test
  void shouldWriteAnIncidentOnceAndNameTheOtherRuleAndItsAlert() throws Exception {
    Alert other =
        Incidents.alert(
            "a2",
            document -> {
              document.with("rule").put("name", "Another \u001b[31m rule");
              judge(document, "low");
            });

    String page = written(List.of(other, Incidents.alert("a1")));

    assertThat(page.lines().filter(line -> line.startsWith("  alert")))
        .containsExactly("  alert     a1 (final, revision 5)");
    assertThat(page).contains("  also      Another \\u001b[31m rule  a2\n");
  }

  @Test
  void shouldSayHowManyAreNotShownInAnyLocale() throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      List<Alert> alerts =
          IntStream.range(0, RankedAlerts.MOST + 1_200)
              .mapToObj(i -> of("User " + i, "high", 73))
              .toList();

      assertThat(written(alerts))
          .endsWith("\n\n1,200 more alerts are not shown: detect --alerts FILE has them\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Alert of(String name, String confidence, int risk) {
    return Incidents.alert(
        "id of " + name,
        document -> {
          document.with("user").put("full_name", name).put("id", name);
          document.with("event").put("risk_score", risk);
          judge(document, confidence);
        });
  }

  private static void judge(ObjectNode document, String confidence) {
    document.with("entrawatch").with("judgement").put("confidence", confidence);
  }

  private String written(List<Alert> alerts) throws Exception {
    Path file = folder.resolve("alerts.txt");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    env.fromData(alerts)
        .sinkTo(new RankedAlerts(LineTarget.of(file.toString()), new AlertText(Palette.PLAIN, 120)))
        .setParallelism(1);
    env.execute();
    return Files.readString(file);
  }
}
