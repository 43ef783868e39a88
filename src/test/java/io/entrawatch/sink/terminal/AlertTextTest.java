// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.sink.SafeText;
import java.util.Collections;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class AlertTextTest {
  private static final String DOCUMENT =
      """
      {"@timestamp":"2026-01-31T10:05:00.000Z","event":{"kind":"alert","severity":73},
       "rule":{"id":"device-code-concurrent","name":"Device-code session in concurrent use"},
       "user":{"name":"alice@contoso.example","full_name":"Alice Doe"},
       "azure":{"tenant_id":"t-1","signinlogs":{"properties":{"session_id":"s-1"}}},
       "entrawatch":{"severity":"high","first_seen":"2026-01-31T10:00:00.000Z",
        "last_seen":"2026-01-31T10:04:00.000Z",
        "time_to_detect":{"from_sign_in":60000},
        "clauses":[
         {"condition":"azure_signinlogs_properties_session_id_count_distinct >= 1",
          "sign_in":"unlisted","ingested":"2026-01-31T10:05:00.000Z"},
         {"condition":"is_interactive >= 2","sign_in":"id-2",
          "@timestamp":"2026-01-31T10:04:00.000Z","ingested":"2026-01-31T10:00:10.000Z"}],
        "judgement":{"confidence":"high","reasons":[
          {"id":"different-asns","effect":"raises","text":"Two operators."},
          {"id":"one-address","effect":"informs","text":"One address."},
          {"id":"same-asn","effect":"lowers","text":"One operator."}],
         "error_codes":[{"code":0,"meaning":"Success."},{"code":50199,"meaning":"Asked to confirm."}]},
        "triage":{"check_first":["Ask the user."],"then_do":["Revoke."],"guide":"docs/rules/x.md"},
        "windows":[
         {"reading":"sign-in","start":"2026-01-31T09:55:00.000Z","end":"2026-01-31T10:04:00.000Z"},
         {"reading":"elastic","start":"2026-01-31T09:58:00.000Z","end":"2026-01-31T10:07:00.000Z"},
         {"reading":"elastic","start":"2026-01-31T09:57:00.000Z","end":"2026-01-31T10:06:00.000Z"}],
        "timeline":[
         {"id":"id-2","@timestamp":"2026-01-31T10:04:00.000Z","leg":"non-interactive",
          "source":{"address":"not-an-ip"},"user_agent":["python-requests","curl"],
          "error_code":0},
         {"id":"id-1","@timestamp":"2026-01-31T10:00:00.000Z","leg":"interactive",
          "source":{"ip":"203.0.113.7","as":{"organization":{"name":"Example Cable"}}},
          "user_agent":"Mozilla/5.0 UA","app":"Azure CLI","error_code":50199}]}}
      """;

  @Test
  void shouldTellWhoWhenWhyAndWhatInReadableLines() throws Exception {
    assertThat(text(Palette.PLAIN, 160, DOCUMENT))
        .isEqualTo(
            """
            HIGH  Device-code session in concurrent use
              rule      device-code-concurrent
              user      Alice Doe <alice@contoso.example>
              tenant    t-1
              session   s-1
              when      2026-01-31T10:00:00.000Z to 2026-01-31T10:04:00.000Z (4 min)
              detected  2026-01-31T10:05:00.000Z, 1 min after the completing sign-in
              attack?   high
                        +  Two operators.
                        ·  One address.
                        -  One operator.
              why       10:00:10  is_interactive >= 2             as sign-in 2 arrived
                        10:05:00  session_id_count_distinct >= 1  unlisted
              sign-ins  1  10:00:00  interactive      203.0.113.7  Example Cable  Mozilla/5.0 UA         Azure CLI  50199
                        2  10:04:00  non-interactive  not-an-ip    -              python-requests, curl  -          ok
              codes     50199  Asked to confirm.
              windows   elastic  2 windows, 09:57 to 10:07
                        sign-in  1 window, 09:55 to 10:04
              check     Ask the user.
              guide     docs/rules/x.md
              alert     a-1 (open, revision 5)
            """);
  }

  @Test
  void shouldShowTheDateOfWhatHappenedOnAnotherDay() throws Exception {
    String document =
        DOCUMENT.replace("\"@timestamp\":\"2026-01-31T10:04", "\"@timestamp\":\"2026-02-01T00:04");

    assertThat(text(Palette.PLAIN, 160, document))
        .contains("1  10:00:00             interactive", "2  2026-02-01 00:04:00  non-interactive");
  }

  @Test
  void shouldMarkWhatNoEarlierSignInHad() throws Exception {
    String document =
        DOCUMENT
            .replace("\"error_code\":0}", "\"new\":[\"ip\"]}")
            .replace("\"error_code\":50199}", "\"new\":[\"ip\",\"user_agent\"]}");

    assertThat(text(Palette.PLAIN, 160, document))
        .contains("new: IP, user agent\n")
        .doesNotContain("new: IP\n");
  }

  @Test
  void shouldStayWithinTheWidth() throws Exception {
    for (int width : new int[] {60, 80, 100}) {
      assertThat(text(Palette.PLAIN, width, DOCUMENT).lines())
          .allSatisfy(line -> assertThat(SafeText.width(line)).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void shouldNotLetAnAttackersTextActOnTheTerminal() throws Exception {
    String evil = "\\u001b[2Jx\\n  alert     faked\\u202e\\u009b31m";
    String document =
        DOCUMENT
            .replace("Mozilla/5.0 UA", evil)
            .replace("Alice Doe", evil)
            .replace("Azure CLI", evil);

    String text = text(Palette.PLAIN, 400, document);

    assertThat(text.lines()).hasSize(21);
    assertThat(text.chars().filter(c -> c != '\n' && Character.isISOControl(c))).isEmpty();
    assertThat(text).contains("\\u001b[2Jx\\n  alert     faked\\u202e\\u009b31m");
  }

  @Test
  void shouldUseColoursOnlyOnATerminal() throws Exception {
    assertThat(text(Palette.PLAIN, 100, DOCUMENT)).doesNotContain("\u001b");
    assertThat(text(Palette.ANSI, 100, DOCUMENT)).startsWith("\u001b[1;31mHIGH\u001b[0m  ");
  }

  @Test
  void shouldShowWhatThereIsOfAnIncompleteDocument() throws Exception {
    assertThat(text(Palette.PLAIN, 80, "{\"event\":{\"severity\":47}}"))
        .isEqualTo(
            """
            MEDIUM  device-code-concurrent
              rule      device-code-concurrent
              alert     a-1 (open, revision 5)
            """);
    assertThat(text(Palette.PLAIN, 80, "not json")).contains("a-1 (open, revision 5)");
  }

  @Test
  void shouldListTheFirstSignInsOfManyAndSayHowManyMore() throws Exception {
    String many =
        "{\"entrawatch\":{\"timeline\":["
            + String.join(",", Collections.nCopies(33, "{\"leg\":\"interactive\"}"))
            + "]}}";

    assertThat(text(Palette.PLAIN, 80, many)).contains("… and 13 more");
  }

  private static String text(Palette palette, int width, String document) throws Exception {
    AlertText text = InstantiationUtil.clone(new AlertText(palette, width));
    text.open(null);
    return new String(
        text.serialize(new Alert("a-1", 5, false, "device-code-concurrent", 0, 0, document)),
        UTF_8);
  }
}
