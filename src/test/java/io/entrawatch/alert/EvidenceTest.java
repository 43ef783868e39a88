// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.SignInBuilder;
import io.entrawatch.rule.BuiltInRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an alert shows besides the rule's own result. */
class EvidenceTest {
  private static final String BROWSER = "Mozilla/5.0 X";

  private static SignInBuilder leg(String time, String id) {
    return signIn().deviceCode().agent(BROWSER).from("198.51.100.7").id(id).at(time);
  }

  private static List<Event> phish() {
    return List.of(
        leg("10:00:00", "a").build(),
        leg("10:00:10", "b").build(),
        leg("10:00:20", "c").nonInteractive().from("203.0.113.9").build(),
        leg("10:00:30", "d").nonInteractive().agent("curl/8").build());
  }

  private static JsonNode own(AlertPolicy policy, List<Event> signIns) throws Exception {
    try (RuleHarness job = new RuleHarness(BuiltInRules.all().get(0), policy)) {
      job.arrive(signIns.toArray(Event[]::new)).end();
      List<Alert> alerts = job.lastAlerts();
      assertThat(alerts).hasSize(1);
      return RuleHarness.json(alerts.get(0).document()).get("entrawatch");
    }
  }

  @Test
  void theTimelineMarksNewAddressesAndAgentsTheLegAndTheCompletingSignIn() throws Exception {
    JsonNode own = own(RuleHarness.LIVE, phish());
    JsonNode timeline = own.get("timeline");
    assertThat(timeline.at("/0/new")).hasToString("[\"ip\",\"user_agent\"]");
    assertThat(timeline.at("/1/new").isMissingNode()).isTrue();
    assertThat(timeline.at("/2/new")).hasToString("[\"ip\"]");
    assertThat(timeline.at("/3/new")).hasToString("[\"user_agent\"]");
    assertThat(timeline.findValuesAsText("leg"))
        .containsExactly("interactive", "interactive", "non-interactive", "non-interactive");
    assertThat(timeline.at("/2/completed").asBoolean()).isTrue();
    assertThat(timeline.findValues("completed")).hasSize(1);
    assertThat(own.at("/completed_by/sign_in").asText()).isEqualTo("c");
    assertThat(own.get("timeline_omitted").asInt()).isZero();
    assertThat(own.get("cut")).isEmpty();
  }

  @Test
  void everyBoundNamesTheSignInThatFirstMetItWhateverTheOrderOfArrival() throws Exception {
    List<Event> phish = phish();
    List<Event> reversed = List.of(phish.get(3), phish.get(2), phish.get(1), phish.get(0));
    for (List<Event> order : List.of(phish, reversed)) {
      JsonNode clauses = own(RuleHarness.LIVE, order).get("clauses");
      assertThat(clauses)
          .extracting(clause -> clause.get("condition").asText() + " by " + by(clause))
          .containsExactly(
              "is_interactive >= 2 by b at 10:00:10",
              "is_non_interactive >= 1 by c at 10:00:20",
              "source_ip_count_distinct >= 2 by c at 10:00:20");
    }
  }

  private static String by(JsonNode clause) {
    return clause.get("sign_in").asText()
        + " at "
        + clause.get("@timestamp").asText().substring(11, 19);
  }

  @Test
  void timeToDetectIsFromTheCompletingSignInsTimeToItsDelivery() throws Exception {
    List<Event> signIns = new ArrayList<>(phish().subList(0, 2));
    signIns.add(
        leg("10:00:20", "c").nonInteractive().from("203.0.113.9").ingested("10:25:20").build());
    JsonNode own = own(RuleHarness.LIVE, signIns);
    assertThat(own.at("/completed_by/ingested").asText()).endsWith("T10:25:20.000Z");
    assertThat(own.at("/time_to_detect/from_sign_in").asLong())
        .isEqualTo(Duration.ofMinutes(25).toMillis());
  }

  @Test
  void whatTheTimelineLeavesOutIsCountedAndNamed() throws Exception {
    AlertPolicy two = new AlertPolicy(Duration.ofDays(1), 10_000, 2, new AlertPolicy.FinalOnly());
    JsonNode own = own(two, phish());
    assertThat(own.get("timeline")).hasSize(2);
    assertThat(own.get("timeline_omitted").asInt()).isEqualTo(2);
    assertThat(own.get("cut")).hasToString("[\"timeline\",\"windows\"]");
    assertThat(own.get("truncated").asBoolean()).isTrue();
    assertThat(own.at("/completed_by/sign_in").asText())
        .as("named although it is not listed")
        .isEqualTo("c");
  }

  @Test
  void signInsThatWereNotKeptAreNamedAsCut() throws Exception {
    List<Event> many = new ArrayList<>(phish());
    for (int i = 0; i < 20; i++) {
      many.add(leg("10:00:40", "more-" + i).build());
    }
    AlertPolicy ten = new AlertPolicy(Duration.ofDays(1), 10, 1_000, new AlertPolicy.FinalOnly());
    assertThat(own(ten, many).get("cut")).hasToString("[\"sign_ins\"]");
  }

  @Test
  void textsThatWereTooLongAreNamedAsCut() throws Exception {
    List<Event> signIns = new ArrayList<>(phish());
    signIns.add(leg("10:00:40", "long").agent("x".repeat(5_000)).build());
    assertThat(own(RuleHarness.LIVE, signIns).get("cut")).hasToString("[\"values\"]");
  }

  @Test
  void theJudgementChangesNeitherIdNorRevision() throws Exception {
    SignInBuilder[] legs = {
      leg("10:00:00", "a"), leg("10:00:10", "b"), leg("10:00:20", "c").nonInteractive()
    };
    try (RuleHarness one = new RuleHarness(BuiltInRules.all().get(0));
        RuleHarness other = new RuleHarness(BuiltInRules.all().get(0))) {
      one.arrive(legs[0].build(), legs[1].build(), legs[2].agent("TeamsRooms").build()).end();
      other.arrive(legs[0].build(), legs[1].build(), legs[2].agent("curl/8").build()).end();
      Alert calm = one.lastAlerts().get(0);
      Alert loud = other.lastAlerts().get(0);
      assertThat(Map.entry(loud.id(), loud.revision()))
          .isEqualTo(Map.entry(calm.id(), calm.revision()));
      assertThat(loud.document()).contains("scripted-user-agent");
      assertThat(calm.document()).doesNotContain("scripted-user-agent");
    }
  }

  @Test
  void everyAlertSaysWhatToCheckAndLinksItsRulesPage() throws Exception {
    JsonNode triage = own(RuleHarness.LIVE, phish()).get("triage");
    assertThat(triage.get("check_first")).isNotEmpty();
    assertThat(triage.get("then_do")).isNotEmpty();
    assertThat(triage.get("guide").asText()).isEqualTo("docs/rules/device-code-concurrent.md");
  }
}
