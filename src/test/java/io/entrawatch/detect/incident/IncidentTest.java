// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found of a group bit by bit is what is found of it at once. */
class IncidentTest {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);
  private static final long START = Instant.parse("2026-01-15T23:50:00Z").toEpochMilli();

  /** The rule, the length of a period, the cap, the seed. */
  private record Case(Rule rule, Duration period, int cap, long seed) {
    AlertPolicy live() {
      return new AlertPolicy(period, cap, 20, new AlertPolicy.Live(NOW_AND_THEN));
    }

    AlertPolicy atTheEnd() {
      return new AlertPolicy(period, cap, 20, new AlertPolicy.FinalOnly());
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Rule rule : BuiltInRules.all()) {
      for (Duration period : List.of(Duration.ZERO, Duration.ofHours(24))) {
        for (int cap : List.of(3, 10_000)) {
          for (long seed = 0; seed < 3; seed++) {
            cases.add(new Case(rule, period, cap, seed));
          }
        }
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aLookAfterEverySignInEndsWhereASingleLookAtTheEndDoes(Case c) throws Exception {
    Random random = new Random(c.seed());
    List<Event> arrivals = group(random, c.rule().id().startsWith("auth-broker"));
    Map<String, Alert> expected = new TreeMap<>();
    try (RuleHarness job = new RuleHarness(c.rule(), c.atTheEnd())) {
      job.arrive(inOrder(arrivals).toArray(Event[]::new)).end();
      job.lastAlerts().forEach(alert -> expected.put(alert.id(), alert));
    }
    Map<String, Alert> found = new TreeMap<>();
    try (RuleHarness job = new RuleHarness(c.rule(), c.live())) {
      long time = 0;
      for (Event signIn : arrivals) {
        time += NOW_AND_THEN.toMillis();
        job.arrive(signIn).processingTime(time);
      }
      job.end();
      for (Alert alert : job.alerts()) {
        Alert before = found.put(alert.id(), alert);
        assertThat(before == null || before.revision() < alert.revision()).as("grows").isTrue();
      }
    }
    // A pattern that a copy with an earlier time has undone was told, and is never final.
    found.values().removeIf(alert -> !alert.closed());
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.replaceAll((id, alert) -> lowered(alert, expected.get(id).revision()));
    assertThat(found).isEqualTo(expected);
  }

  /** An alert that had said more before is told under a higher number; all else is the same. */
  private static Alert lowered(Alert alert, long revision) {
    assertThat(alert.revision()).isGreaterThanOrEqualTo(revision);
    ObjectNode document = (ObjectNode) RuleHarness.json(alert.document());
    ((ObjectNode) document.get("entrawatch")).put("revision", revision);
    return new Alert(
        alert.id(),
        revision,
        alert.closed(),
        alert.rule(),
        alert.periodStart(),
        alert.completedAt(),
        document.toString());
  }

  private static List<Event> inOrder(List<Event> signIns) {
    return signIns.stream().sorted(Event.ORDER).toList();
  }

  /** In the order of arrival, which is none; of some sign-ins a copy with a later ingest time. */
  private static List<Event> group(Random random, boolean broker) {
    List<Event> all = new ArrayList<>();
    int count = 2 + random.nextInt(30);
    for (int i = 0; i < count; i++) {
      long time = START + random.nextInt(20 * 60_000);
      long ingested = time + random.nextInt(3 * 60_000);
      var builder = broker ? signIn().authBroker() : signIn().deviceCode();
      if (random.nextBoolean()) {
        builder = builder.nonInteractive();
      }
      Event signIn =
          builder
              .id("id-" + i)
              .from("198.51.100." + random.nextInt(2))
              .agent("agent " + random.nextInt(2))
              .at(Instant.ofEpochMilli(time).toString())
              .ingested(Instant.ofEpochMilli(ingested).toString())
              .build();
      all.add(signIn);
      if (random.nextInt(4) == 0) {
        long later = ingested + random.nextInt(15 * 60_000);
        all.add(new Event(signIn.uid(), later, time, signIn.values()));
      }
    }
    Collections.shuffle(all, random);
    return all;
  }
}
