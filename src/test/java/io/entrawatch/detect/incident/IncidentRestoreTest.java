// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job keeps of a group goes some day, also after a restart under other settings. */
class IncidentRestoreTest {
  private static final Rule RULE =
      BuiltInRules.all().stream().filter(r -> r.id().equals("device-code-retuned")).findAny().get();
  private static final long TEN = Instant.parse("2026-01-15T10:00:00Z").toEpochMilli();
  private static final long LONGER = Duration.ofHours(6).toMillis();

  private static Event first() {
    return signIn().deviceCode().at("10:00:00").build();
  }

  private static Event second() {
    return signIn().deviceCode().at("10:00:01").agent("curl/8").build();
  }

  /** Of the group, but in no window with the first. */
  private static Event apart() {
    return signIn().deviceCode().at("10:20:00").agent("curl/8").build();
  }

  /** The rule with windows that take sign-ins for longer. */
  private static Rule later() {
    Map<Reading, WindowSpec> windows = new LinkedHashMap<>();
    RULE.windows()
        .forEach(
            (reading, spec) ->
                windows.put(
                    reading,
                    new WindowSpec(
                        spec.clock(),
                        spec.size(),
                        spec.slide(),
                        spec.lateness().plusMillis(LONGER))));
    return RULE.withWindows(windows);
  }

  private static Rule withoutSignInReading() {
    return RULE.withWindows(Map.of(Reading.ELASTIC, RULE.windows().get(Reading.ELASTIC)));
  }

  private static Rule elastic(Duration size, Duration slide) {
    WindowSpec spec = RULE.windows().get(Reading.ELASTIC);
    return RULE.withWindows(
        Map.of(Reading.ELASTIC, WindowSpec.sliding(spec.clock(), size, slide, spec.lateness())));
  }

  private static AlertPolicy policy(Duration period) {
    return new AlertPolicy(period, 10_000, 1_000, new AlertPolicy.FinalOnly());
  }

  /** In steps, so that every timer fires at its own time and none makes up for another. */
  private static void passTwoDays(RuleHarness job, long from) throws Exception {
    for (long time = from; time < from + Duration.ofHours(60).toMillis(); time += 10 * 60_000) {
      job.watermark(time);
    }
  }

  @Test
  void signInsAreForgottenWhenWindowsBecameLonger() throws Exception {
    try (RuleHarness before = new RuleHarness(RULE, policy(Duration.ofHours(24)))) {
      before.arrive(first(), apart()).watermark(TEN);
      assertThat(before.matches()).isEmpty();
      try (RuleHarness job = RuleHarness.restored(later(), policy(Duration.ofHours(24)), before)) {
        assertThat(job.incidentEntries()).isPositive();
        passTwoDays(job, TEN);
        assertThat(job.incidentEntries()).isZero();
      }
    }
  }

  @Test
  void anAlertClosesAndIsForgottenWhenWindowsBecameLonger() throws Exception {
    try (RuleHarness before = new RuleHarness(RULE, policy(Duration.ofHours(24)))) {
      before.arrive(first(), second()).watermark(TEN);
      try (RuleHarness job = RuleHarness.restored(later(), policy(Duration.ofHours(24)), before)) {
        passTwoDays(job, TEN);
        assertThat(job.lastAlerts()).singleElement().matches(Alert::closed, "closed");
        assertThat(job.incidentEntries()).isZero();
      }
    }
  }

  @Test
  void whatClosedBeforeARestartIsForgottenWhenWindowsBecameLonger() throws Exception {
    long closed = TEN + Duration.ofHours(20).toMillis();
    try (RuleHarness before = new RuleHarness(RULE, policy(Duration.ofHours(24)))) {
      before.arrive(first(), second());
      passTwoDays(before, closed - Duration.ofHours(60).toMillis());
      assertThat(before.lastAlerts()).singleElement().matches(Alert::closed, "closed");
      try (RuleHarness job = RuleHarness.restored(later(), policy(Duration.ofHours(24)), before)) {
        assertThat(job.incidentEntries()).isPositive();
        passTwoDays(job, closed);
        assertThat(job.incidentEntries()).isZero();
      }
    }
  }

  @Test
  void whatAnAlertWasMadeOfIsForgottenWhenThePeriodBecameLonger() throws Exception {
    long open = TEN + Duration.ofMinutes(30).toMillis();
    try (RuleHarness before = new RuleHarness(RULE, policy(Duration.ZERO))) {
      before.arrive(first(), second()).watermark(open);
      try (RuleHarness job = RuleHarness.restored(RULE, policy(Duration.ofHours(24)), before)) {
        assertThat(job.incidentEntries()).isPositive();
        passTwoDays(job, open);
        assertThat(job.incidentEntries()).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"24, 12", "12, 24", "24, 0", "0, 24"})
  void anAlertKeepsItsPeriodAndWhatMatchesLaterHasTheNewOne(int then, int now) throws Exception {
    AlertPolicy old = live(then);
    Event[] early = {first(), second()};
    Event[] late = {
      signIn().deviceCode().at("14:00:00").build(),
      signIn().deviceCode().at("14:00:01").agent("curl/9").build()
    };
    try (RuleHarness before = new RuleHarness(RULE, old)) {
      before.arrive(early).watermark(TEN).processingTime(5_000);
      Map<String, Long> told = revisions(before.alerts());
      try (RuleHarness job = RuleHarness.restored(RULE, live(now), before)) {
        passMinutes(job, TEN, Duration.ofHours(4));
        job.arrive(late);
        passMinutes(job, TEN + Duration.ofHours(4).toMillis(), Duration.ofHours(70));
        job.processingTime(Duration.ofDays(3).toMillis());
        Map<String, Alert> last =
            job.lastAlerts().stream().collect(Collectors.toMap(Alert::id, alert -> alert));
        assertThat(last.values()).allMatch(Alert::closed, "final");
        assertThat(last.keySet()).as("those that were told").containsAll(told.keySet());
        told.forEach((id, revision) -> assertThat(last.get(id).revision()).isGreaterThan(revision));
        try (RuleHarness undisturbed = new RuleHarness(RULE, old)) {
          undisturbed.arrive(early);
          passMinutes(undisturbed, TEN, Duration.ofHours(70));
          assertThat(undisturbed.lastAlerts())
              .allSatisfy(
                  alert -> assertThat(last.get(alert.id()).document()).isEqualTo(alert.document()));
        }
        try (RuleHarness undisturbed = new RuleHarness(RULE, live(now))) {
          undisturbed.arrive(late);
          passMinutes(undisturbed, TEN, Duration.ofHours(74));
          assertThat(undisturbed.lastAlerts())
              .isNotEmpty()
              .allSatisfy(
                  alert -> assertThat(last.get(alert.id()).document()).isEqualTo(alert.document()));
        }
        assertThat(job.incidentEntries()).isZero();
      }
    }
  }

  private static AlertPolicy live(int hours) {
    return new AlertPolicy(
        Duration.ofHours(hours), 10_000, 1_000, new AlertPolicy.Live(Duration.ofSeconds(5)));
  }

  private static Map<String, Long> revisions(List<Alert> alerts) {
    return alerts.stream().collect(Collectors.toMap(Alert::id, Alert::revision, Math::max));
  }

  private static void passMinutes(RuleHarness job, long from, Duration time) throws Exception {
    for (long t = from; t <= from + time.toMillis(); t += 60_000) {
      job.watermark(t);
    }
  }

  /** It lies in windows of the new slide, and only to the old slide's five minutes outside. */
  @Test
  void whatWasKeptUnderACoarserSlideContributesToTheMinuteUnderAFinerOne() throws Exception {
    Rule coarse = elastic(Duration.ofMinutes(10), Duration.ofMinutes(5));
    Rule fine = elastic(Duration.ofMinutes(3), Duration.ofMinutes(1));
    AlertPolicy daily = policy(Duration.ofHours(24));
    try (RuleHarness before = new RuleHarness(coarse, daily)) {
      before.arrive(
          signIn().deviceCode().at("09:50:00").build(),
          signIn().deviceCode().at("10:09:30").agent("curl/8").build());
      assertThat(before.matches()).isEmpty();
      try (RuleHarness job = RuleHarness.restored(fine, daily, before)) {
        job.arrive(
            signIn().deviceCode().at("10:10:10").build(),
            signIn().deviceCode().at("10:10:20").agent("curl/8").build());
        job.end();
        assertThat(job.lastAlerts())
            .singleElement()
            .extracting(alert -> RuleHarness.json(alert.document()))
            .extracting(alert -> alert.at("/entrawatch/sign_in_count").asInt())
            .isEqualTo(3);
      }
    }
  }

  @Test
  void windowsOfAReadingThatIsNoMoreAreForgotten() throws Exception {
    try (RuleHarness before = new RuleHarness(RULE, policy(Duration.ofHours(24)))) {
      before.arrive(first(), second()).watermark(TEN);
      try (RuleHarness job =
          RuleHarness.restored(withoutSignInReading(), policy(Duration.ofHours(24)), before)) {
        passTwoDays(job, TEN);
        assertThat(job.incidentEntries()).isZero();
      }
    }
  }

  @Test
  void whatAReadingThatIsNoMoreHadMatchedLeavesTheAlert() throws Exception {
    try (RuleHarness before = new RuleHarness(RULE, live(24))) {
      before.arrive(first(), second()).processingTime(5_000);
      passMinutes(before, TEN, Duration.ofHours(2));
      assertThat(readings(before)).containsExactly("elastic", "sign-in");
      try (RuleHarness job = RuleHarness.restored(withoutSignInReading(), live(24), before)) {
        passMinutes(job, TEN + Duration.ofHours(2).toMillis(), Duration.ofHours(50));
        assertThat(job.lastAlerts()).singleElement().matches(Alert::closed, "final");
        assertThat(readings(job)).containsExactly("elastic");
      }
    }
  }

  private static List<String> readings(RuleHarness job) {
    List<String> readings = new ArrayList<>();
    RuleHarness.json(job.lastAlerts().get(0).document())
        .at("/entrawatch/readings")
        .forEach(reading -> readings.add(reading.asText()));
    return readings;
  }

  @Test
  void aSignInOfAGroupThatCouldNotMatchYetIsSeenByWindowsOfAnotherSize() throws Exception {
    Rule longer = elastic(Duration.ofMinutes(20), Duration.ofMinutes(1));
    Rule shorter = elastic(Duration.ofMinutes(9), Duration.ofMinutes(1));
    try (RuleHarness before = new RuleHarness(shorter, live(24))) {
      before.arrive(first()).watermark(TEN);
      try (RuleHarness job = RuleHarness.restored(longer, live(24), before)) {
        job.arrive(signIn().deviceCode().at("10:12:00").agent("curl/8").build());
        assertThat(job.lastAlerts()).hasSize(1);
      }
    }
  }
}
