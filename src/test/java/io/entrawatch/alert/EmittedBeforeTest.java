// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A job that has not the state of the one before it reads again, and tells nobody less than he has.
 */
class EmittedBeforeTest {
  private static final Rule RULE =
      BuiltInRules.all().stream().filter(r -> r.id().equals("device-code-retuned")).findAny().get();

  private static final Event PHISHED =
      signIn().deviceCode().id("phished").at("10:00:00").ingested("10:08:00").build();
  private static final Event USED =
      signIn().deviceCode().id("used").agent("curl/8").at("10:00:01").ingested("10:08:01").build();
  private static final Event THIRD =
      signIn().deviceCode().id("third").at("10:00:02").ingested("10:08:02").build();

  private static final long UNTIL = Instant.parse("2026-01-15T11:00:00Z").toEpochMilli();

  private static RuleHarness after(long told) throws Exception {
    String id;
    try (RuleHarness first = new RuleHarness(RULE)) {
      first.arrive(PHISHED, USED);
      id = first.lastAlerts().get(0).id();
    }
    AlertPolicy.Live live =
        new AlertPolicy.Live(
            Duration.ofSeconds(5), new EmittedBefore(Map.of(id, told), Set.of(), UNTIL));
    return new RuleHarness(RULE, new AlertPolicy(Duration.ofHours(24), 10_000, 1_000, live));
  }

  private static List<Long> revisions(RuleHarness job) {
    return job.alerts().stream().map(Alert::revision).toList();
  }

  @Test
  void whatReadersHaveIsToldOnceMoreAndNothingOfTheWayThere() throws Exception {
    try (RuleHarness job = after(40)) {
      job.arrive(PHISHED, USED).processingTime(5_000).processingTime(10_000);
      assertThat(revisions(job)).containsExactly(40L);

      job.arrive(THIRD).processingTime(15_000).processingTime(20_000);
      assertThat(revisions(job)).containsExactly(40L, 42L);
    }
  }

  @Test
  void anAlertThatKnowsLessThanWasToldWaitsForTheRest() throws Exception {
    try (RuleHarness job = after(42)) {
      job.arrive(PHISHED, USED).processingTime(5_000).processingTime(10_000);
      assertThat(revisions(job)).isEmpty();

      job.arrive(THIRD).processingTime(15_000).processingTime(20_000).end();
      assertThat(revisions(job)).containsExactly(42L, 43L);
    }
  }

  @Test
  void whereTheRestDoesNotComeItIsToldAboveWhatWasToldOnceAllHasBeenRead() throws Exception {
    try (RuleHarness job = after(100)) {
      job.arrive(PHISHED, USED).processingTime(5_000).watermark(UNTIL - 1);
      assertThat(revisions(job)).isEmpty();

      job.watermark(UNTIL);
      assertThat(revisions(job)).containsExactly(102L);

      job.arrive(THIRD).processingTime(15_000).processingTime(20_000).end();
      assertThat(revisions(job)).containsExactly(102L, 104L, 105L);
    }
  }

  @Test
  void aFinalAlertIsToldOnceMoreAndNeverAsOpen() throws Exception {
    try (RuleHarness job = after(41)) {
      job.arrive(PHISHED, USED).processingTime(5_000).end();
      assertThat(revisions(job)).containsExactly(41L);
    }
  }

  @Test
  void anAlertThatShrankIsFinalAboveWhatWasTold() throws Exception {
    try (RuleHarness job = after(100)) {
      job.arrive(PHISHED, USED).processingTime(5_000).end();
      assertThat(revisions(job)).containsExactly(101L);
      assertThat(job.lastAlerts()).singleElement().matches(Alert::closed, "closed");
    }
  }

  /** Readers of the alerts have nothing of it: for them its next revision is the first. */
  @Test
  void anAlertOfWhichAllWasHeldBackIsStillToBeOpened() throws Exception {
    try (RuleHarness job = after(40)) {
      job.arrive(PHISHED, USED).processingTime(5_000);
      assertThat(job.alerts()).extracting(Alert::action).containsExactly(AlertAction.UPDATED);
    }
    String id;
    try (RuleHarness first = new RuleHarness(RULE)) {
      first.arrive(PHISHED, USED);
      id = first.lastAlerts().get(0).id();
    }
    EmittedBefore before = new EmittedBefore(Map.of(id, 40L), Set.of(id), UNTIL);
    AlertPolicy.Live live = new AlertPolicy.Live(Duration.ofSeconds(5), before);
    AlertPolicy policy = new AlertPolicy(Duration.ofHours(24), 10_000, 1_000, live);
    try (RuleHarness job = new RuleHarness(RULE, policy)) {
      job.arrive(PHISHED, USED).processingTime(5_000);
      assertThat(job.alerts()).extracting(Alert::action).containsExactly(AlertAction.OPENED);
    }
  }

  /** It had told more since its last checkpoint, and was killed. */
  @Test
  void aRestoredJobTellsNothingLowerThanWhatWasToldAfterItsCheckpoint() throws Exception {
    Event fourth = signIn().deviceCode().id("fourth").at("10:00:03").ingested("10:08:03").build();
    Event fifth = signIn().deviceCode().id("fifth").at("10:00:04").ingested("10:08:04").build();
    try (RuleHarness first = new RuleHarness(RULE)) {
      first.arrive(PHISHED, USED).processingTime(5_000);
      String id = first.lastAlerts().get(0).id();
      assertThat(first.lastAlerts()).extracting(Alert::revision).containsExactly(40L);
      EmittedBefore before = new EmittedBefore(Map.of(id, 44L), Set.of(), UNTIL);
      AlertPolicy.Live live = new AlertPolicy.Live(Duration.ofSeconds(5), before);
      AlertPolicy policy = new AlertPolicy(Duration.ofHours(24), 10_000, 1_000, live);
      try (RuleHarness job = RuleHarness.restored(RULE, policy, first)) {
        job.processingTime(10_000).arrive(THIRD).processingTime(20_000);
        job.arrive(fourth).processingTime(30_000).arrive(fifth).processingTime(40_000).end();
        assertThat(revisions(job)).containsExactly(44L, 46L, 47L);
      }
    }
  }
}
