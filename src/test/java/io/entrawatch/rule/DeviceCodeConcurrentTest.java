// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.SignInBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceCodeConcurrentTest {
  private RuleHarness job;

  @BeforeEach
  void open() throws Exception {
    job = new RuleHarness(DeviceCodeConcurrent.RULE);
  }

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  private static SignInBuilder interactive(String time) {
    return signIn().deviceCode().at(time);
  }

  private static SignInBuilder program(String time) {
    return signIn().deviceCode().nonInteractive().agent("python-requests/2.32").at(time);
  }

  private static Event[] phish(String first, String second, String third) {
    return new Event[] {
      interactive(first).build(), interactive(second).build(), program(third).build()
    };
  }

  @Test
  void alertsOnTwoInteractiveAndOneProgrammaticSignInWithTwoUserAgents() throws Exception {
    job.arrive(phish("10:00:00", "10:00:10", "10:00:20"));
    assertThat(job.alerts()).hasSize(1);
  }

  @Test
  void alertsTheMomentTheConditionHoldsAndNotBefore() throws Exception {
    Event[] phish = phish("10:00:00", "10:00:10", "10:00:20");
    job.arrive(phish[0], phish[1]);
    assertThat(job.alerts()).isEmpty();
    job.arrive(phish[2]);
    assertThat(job.alerts()).hasSize(1);
    assertThat(job.alerts().get(0).closed()).isFalse();
  }

  @Test
  void isSilentWithOneInteractiveSignIn() throws Exception {
    job.arrive(interactive("10:00:00").build(), program("10:00:20").build());
    job.arrive(program("10:00:21").build()).end();
    assertThat(job.alerts()).isEmpty();
    assertThat(job.rows()).isEmpty();
  }

  @Test
  void isSilentWithoutNonInteractiveSignIn() throws Exception {
    job.arrive(interactive("10:00:00").build(), interactive("10:00:10").agent("curl/8").build());
    job.end();
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void isSilentWithOneIpAndOneUserAgent() throws Exception {
    job.arrive(
        interactive("10:00:00").agent("curl/8").build(),
        interactive("10:00:10").agent("curl/8").build(),
        program("10:00:20").agent("curl/8").build());
    job.end();
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void alertsOnASecondIpWithOneUserAgent() throws Exception {
    job.arrive(
        interactive("10:00:00").agent("curl/8").build(),
        interactive("10:00:10").agent("curl/8").build(),
        program("10:00:20").agent("curl/8").from("203.0.113.7").build());
    assertThat(job.alerts()).hasSize(1);
  }

  @Test
  void doesNotCountAnInteractiveSignInWithoutIp() throws Exception {
    job.arrive(
        interactive("10:00:00").build(),
        interactive("10:00:10").with(Field.SOURCE_IP).build(),
        program("10:00:20").build());
    job.end();
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void countsAnInteractiveSignInWithTwoIpsTwice() throws Exception {
    job.arrive(
        interactive("10:00:00").with(Field.SOURCE_IP, "192.0.2.1", "192.0.2.2").build(),
        program("10:00:20").build());
    assertThat(job.alerts()).hasSize(1);
  }

  @Test
  void failuresCount() throws Exception {
    job.arrive(
        interactive("10:00:00").outcome("failure").with(Field.ERROR_CODE, "50199").build(),
        interactive("10:00:10").build(),
        program("10:00:20").build());
    assertThat(job.alerts()).hasSize(1);
  }

  @Test
  void comparesToTheLetter() throws Exception {
    job.arrive(
        interactive("10:00:00").with(Field.ORIGINAL_TRANSFER_METHOD, "DeviceCodeFlow").build(),
        interactive("10:00:10").build(),
        program("10:00:20").build());
    job.end();
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void otherSessionsIdentitiesAndTenantsAreOtherGroups() throws Exception {
    job.arrive(
        interactive("10:00:00").build(),
        interactive("10:00:01").session("other").build(),
        interactive("10:00:02").user("Grace").build(),
        interactive("10:00:03").tenant("22222222-2222-4222-8222-222222222222").build(),
        program("10:00:20").build());
    job.end();
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void aTenantInUpperCaseIsTheSameAndItsAlertHasTheSameId() throws Exception {
    String tenant = "abcdef22-2222-4222-8222-222222222222";
    job.arrive(
        interactive("10:00:00").tenant(tenant).build(),
        interactive("10:00:10").tenant(tenant.toUpperCase(Locale.ROOT)).build(),
        program("10:00:20").tenant(tenant).build());
    assertThat(job.alerts()).hasSize(1);
    assertThat(DeviceCodeConcurrent.RULE.groupOf(interactive("10:00:00").tenant("AbC").build()))
        .isEqualTo(DeviceCodeConcurrent.RULE.groupOf(interactive("10:00:00").tenant("aBc").build()))
        .contains("\"abc\"");
  }

  @Test
  void aNullSessionIsAGroupAndItsAlertSaysSo() throws Exception {
    job.arrive(
        interactive("10:00:00").with(Field.SESSION_ID).build(),
        interactive("10:00:10").with(Field.SESSION_ID).build(),
        program("10:00:20").with(Field.SESSION_ID).build());
    assertThat(document().at("/entrawatch/group_incomplete").asBoolean()).isTrue();
  }

  @Test
  void anEmptySessionIsAValueLikeAnyOther() throws Exception {
    job.arrive(
        interactive("10:00:00").session("").build(),
        interactive("10:00:10").with(Field.SESSION_ID).build(),
        program("10:00:20").session("").build());
    job.end();
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void elasticWindowsAreNineMinutesOfIngestTimeToTheMillisecond() throws Exception {
    // Torn apart in sign-in time, so that only the elastic reading can find it.
    Event first = interactive("09:00:00").ingested("10:01:00.000").build();
    Event second = interactive("09:20:00").ingested("10:05:00.000").build();
    Event justWithin = program("09:40:00").ingested("10:09:59.999").build();
    job.arrive(first, second, justWithin).end();
    assertThat(job.rows()).hasSize(1);
    assertThat(RuleHarness.json(job.rows().get(0).document()).get("window_start").asText())
        .isEqualTo("2026-01-15T10:01:00.000Z");
    assertThat(RuleHarness.json(job.rows().get(0).document()).get("window_end").asText())
        .isEqualTo("2026-01-15T10:10:00.000Z");
  }

  @Test
  void aMillisecondMoreIsNoMatch() throws Exception {
    job.arrive(
        interactive("09:00:00").ingested("10:01:00.000").build(),
        interactive("09:20:00").ingested("10:05:00.000").build(),
        program("09:40:00").ingested("10:10:00.000").build());
    job.end();
    assertThat(job.rows()).isEmpty();
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void theSignInReadingFindsWhatWasDeliveredHalfAnHourApart() throws Exception {
    job.arrive(
        interactive("10:00:00").ingested("10:05:00").build(),
        interactive("10:00:10").ingested("10:05:00").build());
    job.watermark(millis("10:30:00"));
    job.arrive(program("10:00:20").ingested("10:35:00").build());
    assertThat(job.alerts()).hasSize(1);
    assertThat(job.matches()).extracting("reading").containsOnly("sign-in");
    assertThat(document().at("/entrawatch/readings").toString()).isEqualTo("[\"sign-in\"]");
    assertThat(job.end().rows()).isEmpty();
  }

  @Test
  void everyOrderOfArrivalGivesTheSameFinalAlert() throws Exception {
    Event[] p = phish("10:00:00", "10:00:10", "10:00:20");
    Event fourth = program("10:03:00").from("203.0.113.9").build();
    List<Event> all = List.of(p[0], p[1], p[2], fourth);
    job.arrive(all.toArray(Event[]::new)).end();
    String expected = lastDocument(job);
    for (int rotation = 1; rotation < 4; rotation++) {
      try (RuleHarness other = new RuleHarness(DeviceCodeConcurrent.RULE)) {
        for (int i = 0; i < 4; i++) {
          other.arrive(all.get((i + rotation) % 4));
        }
        assertThat(lastDocument(other.end())).isEqualTo(expected);
      }
    }
  }

  @Test
  void aDuplicateCountsOnce() throws Exception {
    Event first = interactive("10:00:00").build();
    job.arrive(first, first, first, program("10:00:20").build()).end();
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void ofACopyWithALaterIngestTimeTheEarlierOneWinsWhicheverComesFirst() throws Exception {
    SignInBuilder builder = interactive("09:30:00").ingested("10:00:00").id("copy");
    Event early = builder.build();
    Event late = builder.ingested("10:08:00").build();
    Event second = interactive("09:50:00").ingested("10:07:00").build();
    Event third = program("10:10:00").ingested("10:12:00").build();
    for (List<Event> order :
        List.of(List.of(early, late, second, third), List.of(late, early, second, third))) {
      try (RuleHarness harness = new RuleHarness(DeviceCodeConcurrent.RULE)) {
        harness.arrive(order.toArray(Event[]::new)).end();
        assertThat(harness.rows()).isEmpty();
        assertThat(harness.alerts()).filteredOn("closed", true).isEmpty();
      }
    }
  }

  @Test
  void growsAfterAnEarlyMatchAtMostOnceEveryFiveSeconds() throws Exception {
    job.arrive(phish("10:00:00", "10:00:10", "10:00:20"));
    for (int i = 30; i < 40; i++) {
      job.arrive(program("10:00:" + i).build());
    }
    assertThat(job.alerts()).hasSize(1);
    job.processingTime(5_000);
    assertThat(job.alerts()).hasSize(2);
    assertThat(job.alerts().get(1).id()).isEqualTo(job.alerts().get(0).id());
    assertThat(job.alerts().get(1).revision()).isGreaterThan(job.alerts().get(0).revision());
    assertThat(document().at("/Esql/count_logon").asInt()).isEqualTo(13);
  }

  @Test
  void anIncidentBeforeMidnightGivesOneAlert() throws Exception {
    job.arrive(phish("23:55:00", "23:56:30", "23:58:00")).end();
    assertThat(job.lastAlerts()).hasSize(1);
  }

  @Test
  void anIncidentAcrossMidnightGivesTwoAlerts() throws Exception {
    job.arrive(
        interactive("23:59:00").build(),
        interactive("23:59:30").build(),
        program("2026-01-16T00:00:30Z").build());
    job.end();
    assertThat(job.lastAlerts()).hasSize(2);
    assertThat(job.lastAlerts()).extracting("closed").containsOnly(true);
    assertThat(job.lastAlerts())
        .extracting("periodStart")
        .containsExactlyInAnyOrder(millis("00:00"), millis("2026-01-16T00:00:00Z"));
  }

  @Test
  void aLateSignInNeverChangesAnId() throws Exception {
    job.arrive(phish("10:00:00", "10:00:10", "10:00:20"));
    String id = job.alerts().get(0).id();
    job.watermark(millis("10:45:00"));
    job.arrive(program("09:59:00").ingested("10:44:00").build()).end();
    assertThat(job.alerts()).extracting("id").containsOnly(id);
    assertThat(document().at("/Esql/count_logon").asInt()).isEqualTo(4);
  }

  @Test
  void whatNoWindowTakesAnyMoreGoesToTheLateOutput() throws Exception {
    job.watermark(millis("12:00:00"));
    Event late = interactive("10:00:00").build();
    job.arrive(late);
    assertThat(job.late()).hasSize(1);
    assertThat(job.late().get(0).signIn()).isEqualTo(late);
    // The last window over sign-in time ends at 10:09 and stays open for 61 minutes.
    assertThat(job.late().get(0).lateByMillis())
        .isEqualTo(millis("12:00:00") - (millis("11:10:00") - 1));
  }

  @Test
  void isFinalWhenThePeriodAndItsWindowsAreOver() throws Exception {
    job.arrive(phish("10:00:00", "10:00:10", "10:00:20"));
    long over = millis("2026-01-16T00:00:00Z") - 1 + (9 + 61) * 60_000L;
    job.watermark(over - 1);
    assertThat(job.alerts()).extracting("closed").containsOnly(false);
    job.watermark(over);
    assertThat(job.lastAlerts()).extracting("closed").containsOnly(true);
  }

  @Test
  void leavesNoStateAndNoTimersBehind() throws Exception {
    job.arrive(phish("10:00:00", "10:00:10", "10:00:20"));
    job.arrive(interactive("11:00:00").session("quiet").build());
    assertThat(job.stateEntries()).isPositive();
    job.watermark(millis("2026-01-18T00:00:00Z"));
    job.processingTime(60_000);
    assertThat(job.stateEntries()).isZero();
    assertThat(job.timers()).isZero();
  }

  @Test
  void aGroupThatNeverMatchesIsForgottenAfterItsWindows() throws Exception {
    job.arrive(interactive("10:00:00").build());
    job.watermark(millis("11:30:00"));
    assertThat(job.stateEntries()).isZero();
    assertThat(job.timers()).isZero();
  }

  @Test
  void theMatchHoldsTheColumnsOfTheQuery() throws Exception {
    job.arrive(phish("10:00:00", "10:00:10", "10:00:20")).end();
    JsonNode row = RuleHarness.json(job.rows().get(0).document());
    assertThat(row.get("rule").asText()).isEqualTo("device-code-concurrent");
    JsonNode columns = row.get("columns");
    assertThat(columns.get("Esql.count_logon").asInt()).isEqualTo(3);
    assertThat(columns.get("Esql.is_interactive").asInt()).isEqualTo(2);
    assertThat(columns.get("Esql.is_non_interactive").asInt()).isEqualTo(1);
    assertThat(columns.get("Esql.source_ip_values").asText()).isEqualTo("192.0.2.1");
    assertThat(columns.get("Esql.user_agent_values")).hasSize(2);
    assertThat(columns.get("azure.signinlogs.identity").asText()).isEqualTo("Ada");
    assertThat(columns.has("Esql.message_values")).isFalse();
  }

  @Test
  void everyWindowOfAOneMinuteSlideThatHoldsThePatternIsAMatch() throws Exception {
    job.arrive(phish("10:00:00", "10:00:10", "10:00:20")).end();
    assertThat(job.rows()).hasSize(9);
  }

  private JsonNode document() {
    return RuleHarness.json(lastDocument(job));
  }

  private static String lastDocument(RuleHarness harness) {
    return harness.alerts().get(harness.alerts().size() - 1).document();
  }

  private static long millis(String time) {
    return Instant.parse(
            time.contains("T")
                ? time
                : SignInBuilder.DAY + "T" + (time + ":00").substring(0, 8) + "Z")
        .toEpochMilli();
  }
}
