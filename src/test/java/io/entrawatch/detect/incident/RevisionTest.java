// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertAction;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Revisions only grow, and the last one that leaves is the final one. */
class RevisionTest {
  private static final Rule RULE =
      BuiltInRules.all().stream().filter(r -> r.id().equals("device-code-retuned")).findAny().get();

  /** In steps, so that every timer fires at its own time and none makes up for another. */
  private static void passThreeDays(RuleHarness job, String from) throws Exception {
    long start = Instant.parse(from).toEpochMilli();
    for (long t = start; t < start + Duration.ofHours(80).toMillis(); t += 10 * 60_000) {
      job.watermark(t);
    }
    job.processingTime(Duration.ofDays(3).toMillis());
  }

  private static Event phished(String at, String ingested) {
    return signIn().deviceCode().id("phished").at(at).ingested(ingested).build();
  }

  private static Event used(String at, String ingested) {
    return signIn().deviceCode().id("used").agent("curl/8").at(at).ingested(ingested).build();
  }

  private static List<Long> revisions(RuleHarness job) {
    return job.alerts().stream().map(Alert::revision).toList();
  }

  @Test
  void aCopyThatTakesASignInOutOfWindowsRaisesTheRevisionAndTheFinalOneIsTheLast()
      throws Exception {
    try (RuleHarness job = new RuleHarness(RULE)) {
      job.arrive(phished("10:00:00", "10:08:00"), used("10:00:01", "10:08:01"));
      job.processingTime(5_000);
      assertThat(revisions(job)).as("2 sign-ins, and 9 windows of each reading").endsWith(40L);

      job.arrive(used("10:00:01", "10:01:00")).processingTime(10_000);
      assertThat(revisions(job)).as("2 windows of one reading are left").endsWith(40L, 42L);
      assertThat(lastDocument(job).at("/entrawatch/windows")).hasSize(11);

      passThreeDays(job, "2026-01-15T10:00:00Z");
      assertThat(revisions(job)).isSorted().doesNotHaveDuplicates().endsWith(42L, 43L);
      assertThat(lastDocument(job).at("/entrawatch/revision").asLong()).isEqualTo(43);
      assertThat(lastDocument(job).at("/entrawatch/status").asText()).isEqualTo("final");
      assertThat(job.incidentEntries()).isZero();
    }
  }

  @Test
  void theFirstRevisionOpensTheAlertOthersUpdateItAndTheLastIsFinal() throws Exception {
    try (RuleHarness job = new RuleHarness(RULE)) {
      job.arrive(phished("10:00:00", "10:08:00"), used("10:00:01", "10:08:01"));
      job.processingTime(5_000);
      passThreeDays(job, "2026-01-15T10:00:00Z");

      List<AlertAction> actions = job.alerts().stream().map(Alert::action).toList();
      assertThat(actions)
          .hasSizeGreaterThan(2)
          .startsWith(AlertAction.OPENED)
          .endsWith(AlertAction.FINAL);
      assertThat(actions.subList(1, actions.size() - 1)).containsOnly(AlertAction.UPDATED);
    }
  }

  @Test
  void whatIsToldAtTheEndAloneOpensNothingForItMayHaveBeenToldBefore() throws Exception {
    AlertPolicy atTheEnd =
        new AlertPolicy(Duration.ofDays(1), 10_000, 1_000, new AlertPolicy.FinalOnly());
    try (RuleHarness job = new RuleHarness(RULE, atTheEnd)) {
      job.arrive(phished("10:00:00", "10:08:00"), used("10:00:01", "10:08:01")).end();

      assertThat(job.alerts()).extracting(Alert::action).containsExactly(AlertAction.FINAL);
    }
  }

  @Test
  void whatHasBeenRaisedGoesOnFromThere() throws Exception {
    try (RuleHarness job = new RuleHarness(RULE)) {
      job.arrive(phished("10:00:00", "10:08:00"), used("10:00:01", "10:08:01"));
      job.processingTime(5_000);
      job.arrive(used("10:00:01", "10:01:00")).processingTime(10_000);
      job.arrive(signIn().deviceCode().id("third").at("10:00:02").ingested("10:08:02").build());
      job.processingTime(15_000).processingTime(20_000).end();

      // Once more the same seven windows match, and there is a third sign-in in them.
      assertThat(revisions(job)).isSorted().doesNotHaveDuplicates();
      assertThat(job.lastAlerts()).singleElement().matches(Alert::closed, "closed");
    }
  }

  @Test
  void anAlertWhosePatternNoLongerHoldsStaysOpenAsItWasToldLast() throws Exception {
    try (RuleHarness job = new RuleHarness(RULE)) {
      // Too far apart for the reading of sign-in time, but delivered together.
      job.arrive(phished("09:20:00", "10:08:00"), used("10:00:00", "10:08:01"));
      job.processingTime(5_000);
      List<Long> before = revisions(job);
      assertThat(before).isNotEmpty();

      job.arrive(phished("09:20:00", "09:58:00")).processingTime(10_000);
      passThreeDays(job, "2026-01-15T10:00:00Z");

      assertThat(revisions(job)).isEqualTo(before);
      assertThat(job.lastAlerts()).singleElement().matches(alert -> !alert.closed(), "open");
      assertThat(job.rows()).isEmpty();
      assertThat(job.incidentEntries()).isZero();
    }
  }

  @Test
  void anAlertThatComesBackIsToldAboveWhatWasToldOfIt() throws Exception {
    try (RuleHarness job = new RuleHarness(RULE)) {
      job.arrive(phished("09:20:00", "10:08:00"), used("10:00:00", "10:08:01"));
      job.processingTime(5_000);
      job.arrive(phished("09:20:00", "09:58:00")).processingTime(10_000);
      long before = job.lastAlerts().get(0).revision();
      job.arrive(signIn().deviceCode().id("again").at("10:00:02").ingested("10:08:03").build());
      job.processingTime(15_000).end();
      assertThat(job.lastAlerts())
          .singleElement()
          .matches(Alert::closed, "closed")
          .matches(alert -> alert.revision() > before);
    }
  }

  @Test
  void anAlertOfADayIsToldOnceThoughOneOfItsWindowsReachesIntoTheNext() throws Exception {
    try (RuleHarness job = new RuleHarness(RULE)) {
      job.arrive(
          signIn().deviceCode().id("a").at("2026-01-15T23:58:00Z").build(),
          signIn().deviceCode().id("b").agent("curl/8").at("2026-01-15T23:58:01Z").build(),
          signIn().deviceCode().id("c").at("2026-01-16T00:01:00Z").build());
      passThreeDays(job, "2026-01-15T23:50:00Z");

      assertThat(job.alerts().stream().filter(Alert::closed))
          .extracting(alert -> RuleHarness.json(alert.document()).at("/entrawatch/period/start"))
          .extracting(start -> start.asText().substring(0, 10))
          .containsExactlyInAnyOrder("2026-01-15", "2026-01-16");
      assertThat(job.incidentEntries()).isZero();
    }
  }

  @Test
  void aFinalAlertThatGrowsIsToldAgainWhileAnyOfItsWindowsIsKept() throws Exception {
    try (RuleHarness job = new RuleHarness(RULE)) {
      job.arrive(
          signIn().deviceCode().id("a").at("2026-01-15T23:58:00Z").build(),
          signIn().deviceCode().id("b").agent("curl/8").at("2026-01-15T23:58:01Z").build(),
          signIn().deviceCode().id("c").at("2026-01-16T00:01:00Z").build());
      minutes(job, "2026-01-15T23:50:00Z", "2026-01-17T02:00:00Z");
      long told = lastOf(job, "2026-01-15").revision();
      for (int i = 0; i < 40; i++) {
        job.arrive(
            signIn()
                .deviceCode()
                .agent("curl/" + i)
                .id("late-" + i)
                .at("2026-01-15T23:58:30Z")
                .ingested("2026-01-17T02:05:00Z")
                .build());
      }
      job.processingTime(20_000);
      minutes(job, "2026-01-17T02:00:00Z", "2026-01-17T04:00:00Z");

      assertThat(lastOf(job, "2026-01-15"))
          .matches(Alert::closed, "closed")
          .matches(alert -> alert.revision() > told);
    }
  }

  private static void minutes(RuleHarness job, String from, String to) throws Exception {
    long end = Instant.parse(to).toEpochMilli();
    for (long t = Instant.parse(from).toEpochMilli(); t <= end; t += 60_000) {
      job.watermark(t);
    }
  }

  private static Alert lastOf(RuleHarness job, String day) {
    return job.alerts().stream()
        .filter(
            alert ->
                RuleHarness.json(alert.document())
                    .at("/entrawatch/period/start")
                    .asText()
                    .startsWith(day))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  private static JsonNode lastDocument(RuleHarness job) {
    return RuleHarness.json(job.alerts().get(job.alerts().size() - 1).document());
  }
}
