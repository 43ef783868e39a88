// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.admission;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.SignInBuilder;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class AdmissionFunctionTest {
  private static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late-sign-ins", TypeInformation.of(LateEvent.class));

  private static Rule rule(String id) {
    return BuiltInRules.all().stream().filter(rule -> rule.id().equals(id)).findAny().orElseThrow();
  }

  private static long millis(String time) {
    return Instant.parse(SignInBuilder.DAY + "T" + time + "Z").toEpochMilli();
  }

  private static SignInBuilder code(String time) {
    return signIn().deviceCode().at(time);
  }

  @Test
  void anExpiredWindowReachedByASignInThatIsNotLateByItsOwnTimestampIsSeenInTheLateOutput()
      throws Exception {
    long watermark = millis("11:30:59.999");
    Event signIn = signIn().authBroker().at("10:00:00").ingested("11:31:00").build();
    assertThat(signIn.ingested()).as("its own timestamp").isGreaterThan(watermark);
    try (RuleHarness job = new RuleHarness(rule("auth-broker-to-drs"))) {
      job.watermark(watermark).arrive(signIn);
      assertThat(job.late()).containsExactly(new LateEvent("auth-broker-to-drs", 0, signIn));
    }
  }

  @Test
  void whatIsLateSaysByHowMuch() throws Exception {
    try (RuleHarness job = new RuleHarness(rule("device-code-retuned"))) {
      // The last window that takes 10:00:00 ends at 10:09 and stays open for 61 minutes.
      job.watermark(millis("12:00:00.000")).arrive(code("10:00:00").build());
      assertThat(job.late()).extracting(LateEvent::lateByMillis).containsExactly(50 * 60_000L + 1);
    }
  }

  @Test
  void aRedeliveryWithALaterIngestTimeIsADuplicateAndTheEarliestIngestTimeWins() throws Exception {
    SignInBuilder first = code("10:00:00");
    SignInBuilder second = code("10:01:00").from("203.0.113.7").agent("curl/8");
    String expected;
    try (RuleHarness job = new RuleHarness(rule("device-code-retuned"))) {
      job.arrive(first.ingested("10:05:00").build(), second.ingested("10:06:00").build()).end();
      expected = last(job);
    }
    List<List<Event>> deliveries =
        List.of(
            List.of(
                first.ingested("10:05:00").build(),
                second.ingested("10:06:00").build(),
                first.ingested("10:45:00").build(),
                second.ingested("10:46:00").build()),
            List.of(
                first.ingested("10:45:00").build(),
                second.ingested("10:46:00").build(),
                first.ingested("10:05:00").build(),
                second.ingested("10:06:00").build()));
    for (List<Event> delivery : deliveries) {
      try (RuleHarness job = new RuleHarness(rule("device-code-retuned"))) {
        job.arrive(delivery.toArray(Event[]::new)).end();
        assertThat(last(job)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aRedeliveryBehindTheReachOfTheWindowsCountsAgainAndOpensNoOtherAlert() throws Exception {
    SignInBuilder first = code("10:00:00");
    SignInBuilder second = code("10:01:00").from("203.0.113.7").agent("curl/8");
    try (RuleHarness job = new RuleHarness(rule("device-code-retuned"))) {
      job.arrive(first.ingested("10:05:00").build(), second.ingested("10:06:00").build());
      job.watermark(millis("13:00:00.000"));
      job.arrive(first.ingested("13:01:00").build(), second.ingested("13:01:30").build());
      job.end();
      assertThat(job.late()).isEmpty();
      assertThat(job.lastAlerts()).hasSize(1);
      JsonNode alert = RuleHarness.json(job.lastAlerts().get(0).document());
      assertThat(alert.at("/entrawatch/sign_in_count").asInt()).isEqualTo(2);
    }
  }

  private static String last(RuleHarness job) {
    assertThat(job.lastAlerts()).hasSize(1);
    Alert alert = job.lastAlerts().get(0);
    assertThat(alert.closed()).isTrue();
    return alert.document();
  }

  @Test
  void liveGroupsAndSignInsAreCountedAcrossACheckpointAndGoWithTheirWindows() throws Exception {
    OperatorSubtaskState checkpoint;
    AdmissionFunction before = admission();
    try (var harness = harness(before)) {
      harness.open();
      arrive(harness, code("10:00:00").session("a").build());
      arrive(harness, code("10:00:01").session("a").build());
      Event twice = code("10:30:00").session("b").build();
      arrive(harness, twice);
      arrive(harness, twice);
      assertThat(before.liveGroups()).isEqualTo(2);
      assertThat(before.liveEvents()).isEqualTo(3);
      checkpoint = harness.snapshot(1, 1);
    }
    AdmissionFunction after = admission();
    try (var harness = harness(after)) {
      harness.initializeState(checkpoint);
      harness.open();
      assertThat(after.liveGroups()).isEqualTo(2);
      assertThat(after.liveEvents()).isEqualTo(3);
      harness.processWatermark(new Watermark(millis("11:20:00.000")));
      assertThat(after.liveGroups()).isEqualTo(1);
      assertThat(after.liveEvents()).isEqualTo(1);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(after.liveGroups()).isZero();
      assertThat(after.liveEvents()).isZero();
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void theSignInsOfAGroupGoOnOnlyOnceTheGroupAsAWholeCouldMatch() throws Exception {
    Event first = code("10:00:00").build();
    Event second = code("10:20:00").build();
    Event other = code("10:40:00").from("203.0.113.7").agent("curl/8").build();
    Event later = code("10:41:00").build();
    try (var harness = harness(admission())) {
      harness.open();
      arrive(harness, second);
      arrive(harness, first);
      assertThat(harness.extractOutputValues()).isEmpty();
      arrive(harness, other);
      assertThat(harness.extractOutputValues()).containsExactly(first, second, other);
      arrive(harness, later);
      assertThat(harness.extractOutputValues()).containsExactly(first, second, other, later);
    }
  }

  @Test
  void whatWaitsIsForgottenAlsoByAJobThatIsRestoredWithLongerWindows() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var harness = harness(admission())) {
      harness.open();
      arrive(harness, code("10:00:00").build());
      checkpoint = harness.snapshot(1, 1);
    }
    Map<Reading, WindowSpec> longer = new LinkedHashMap<>();
    rule("device-code-retuned")
        .windows()
        .forEach(
            (reading, spec) ->
                longer.put(
                    reading,
                    new WindowSpec(
                        spec.clock(),
                        spec.size().multipliedBy(10),
                        spec.slide(),
                        spec.lateness())));
    Rule other = rule("device-code-retuned").withWindows(longer);
    try (var harness = harness(new AdmissionFunction(other, 10_000, LATE))) {
      harness.initializeState(checkpoint);
      harness.open();
      // Goes by the timer of the one that waits.
      arrive(harness, code("10:00:01").build());
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void whatWaitsSurvivesACheckpoint() throws Exception {
    Event first = code("10:00:00").build();
    Event other = code("10:01:00").from("203.0.113.7").agent("curl/8").build();
    OperatorSubtaskState checkpoint;
    try (var harness = harness(admission())) {
      harness.open();
      arrive(harness, first);
      checkpoint = harness.snapshot(1, 1);
    }
    try (var harness = harness(admission())) {
      harness.initializeState(checkpoint);
      harness.open();
      arrive(harness, other);
      assertThat(harness.extractOutputValues()).containsExactly(first, other);
    }
  }

  @Test
  void aSignInWhoseWindowsAreOverDoesNotGoOnWithTheRestOfItsGroup() throws Exception {
    Event over = code("10:00:00").build();
    Event held = code("11:00:00").build();
    Event other = code("11:11:00").from("203.0.113.7").agent("curl/8").build();
    AdmissionFunction admission = admission();
    try (var harness = harness(admission)) {
      harness.open();
      arrive(harness, over);
      arrive(harness, held);
      harness.processWatermark(new Watermark(millis("11:10:30.000")));
      arrive(harness, other);
      assertThat(harness.extractOutputValues()).containsExactly(held, other);
      assertThat(admission.liveEvents()).isEqualTo(2);
      assertThat(admission.liveGroups()).isEqualTo(1);
    }
  }

  @Test
  void aGroupOfManySignInsDoesNotWaitWhateverTheyAre() throws Exception {
    try (var harness = harness(admission())) {
      harness.open();
      for (int i = 0; i < 31; i++) {
        arrive(harness, code("10:00:%02d".formatted(i)).build());
      }
      assertThat(harness.extractOutputValues()).isEmpty();
      arrive(harness, code("10:00:31").build());
      assertThat(harness.extractOutputValues()).hasSize(32);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void ofTwoCopiesThatWaitTheOneWithTheEarlierIngestTimeGoesOn() throws Exception {
    SignInBuilder first = code("10:00:00");
    Event other = code("10:01:00").from("203.0.113.7").agent("curl/8").build();
    Event early = first.ingested("10:02:00").build();
    for (List<String> ingested :
        List.of(List.of("10:02:00", "10:05:00"), List.of("10:05:00", "10:02:00"))) {
      try (var harness = harness(admission())) {
        harness.open();
        for (String time : ingested) {
          arrive(harness, first.ingested(time).build());
        }
        arrive(harness, other);
        assertThat(harness.extractOutputValues()).containsExactlyInAnyOrder(early, other);
      }
    }
  }

  @Test
  void ofTwoCopiesWithTheSameIngestTimeTheSameOneCountsWhicheverComesFirst() throws Exception {
    Event one = signIn().deviceCode().id("twice").at("10:00:00").agent("curl/8").build();
    Event two = signIn().deviceCode().id("twice").at("10:00:00").agent("Edge").build();
    Event other = code("10:01:00").agent("Edge").build();
    Event third = code("10:02:00").agent("Chrome").build();
    List<String> alerts = new ArrayList<>();
    for (List<Event> delivery :
        List.of(
            List.of(one, two, other, third),
            List.of(two, one, other, third),
            List.of(other, third, one, two),
            List.of(other, third, two, one, two),
            List.of(one, other, two, third))) {
      try (RuleHarness job = new RuleHarness(rule("device-code-retuned"))) {
        job.arrive(delivery.toArray(Event[]::new)).end();
        alerts.add(last(job));
      }
    }
    assertThat(alerts).containsOnly(alerts.get(0));
  }

  private static AdmissionFunction admission() {
    return new AdmissionFunction(rule("device-code-retuned"), 10_000, LATE);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Event, Event> harness(
      AdmissionFunction admission) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(admission), rule("device-code-retuned")::groupOf, Types.STRING);
  }

  private static void arrive(
      KeyedOneInputStreamOperatorTestHarness<String, Event, Event> harness, Event signIn)
      throws Exception {
    harness.processElement(signIn, signIn.ingested());
  }
}
