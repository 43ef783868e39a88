// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.traffic.model.Conditions;
import io.entrawatch.traffic.model.SampleSignIn;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannedIncidentTest {
  private static final GenerateRequest REQUEST =
      Requests.percents(Requests.incidents(GenerateRequest.of(30_000, 3), 400), 40, 0);
  private static final TrafficGenerator TRAFFIC = new TrafficGenerator(REQUEST);
  private static final List<SampleSignIn> SIGN_INS = Requests.signIns(REQUEST);

  @Test
  void everyIncidentMeetsTheConditionsOfItsRulesInAnyWindowOverSignInTime() {
    assertThat(Conditions.surelyFound(SIGN_INS)).isEqualTo(truth());
  }

  @Test
  void nothingElseMeetsTheConditionsOfAnyRuleInAnyWindow() {
    assertThat(Conditions.possiblyFound(SIGN_INS)).isEqualTo(truth());
  }

  @Test
  void everyAttackAndLookAlikeIsPlantedAndNoTwoAreAlike() {
    Set<String> kinds =
        TRAFFIC.incidents().stream().map(PlannedIncident::kind).collect(Collectors.toSet());
    Set<Long> spreads = new HashSet<>();
    for (PlannedIncident incident : TRAFFIC.incidents()) {
      List<SampleSignIn> signIns = incident.signIns();
      spreads.add(signIns.get(signIns.size() - 1).timestamp() - signIns.get(0).timestamp());
    }

    assertThat(kinds)
        .isEqualTo(
            Stream.<Plot>concat(Arrays.stream(Attack.values()), Arrays.stream(LookAlike.values()))
                .map(Plot::kind)
                .collect(Collectors.toSet()));
    assertThat(spreads).hasSizeGreaterThan(700);
  }

  @Test
  void someIncidentsArriveInOneBatchAndSomeOverManyMinutes() {
    List<Long> spreads =
        TRAFFIC.incidents().stream()
            .map(
                incident ->
                    incident.signIns().stream()
                            .mapToLong(SampleSignIn::ingested)
                            .max()
                            .orElseThrow()
                        - incident.signIns().stream()
                            .mapToLong(SampleSignIn::ingested)
                            .min()
                            .orElseThrow())
            .toList();

    assertThat(spreads).anyMatch(ms -> ms < 60_000).anyMatch(ms -> ms > 15 * 60_000);
  }

  @Test
  void whatHappenedIsToldInItsOrder() {
    for (PlannedIncident incident : TRAFFIC.incidents()) {
      assertThat(incident.signIns()).extracting(SampleSignIn::timestamp).isSorted();
    }
  }

  private static Map<String, Set<String>> truth() {
    Map<String, Set<String>> truth = new TreeMap<>();
    for (PlannedIncident incident : TRAFFIC.incidents()) {
      if (!incident.rules().isEmpty()) {
        truth.put(incident.sessionId(), new HashSet<>(incident.rules()));
      }
    }
    return truth;
  }
}
