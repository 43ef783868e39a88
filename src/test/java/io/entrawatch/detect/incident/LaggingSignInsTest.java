// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.AlertWithEvents;
import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.detect.window.Match;
import io.entrawatch.event.Event;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A match and the sign-ins that it is made of come on two ways, and either may be ahead. */
class LaggingSignInsTest {
  private static final Rule RULE =
      BuiltInRules.all().stream().filter(r -> r.id().equals("device-code-retuned")).findAny().get();
  private static final AlertPolicy POLICY =
      new AlertPolicy(
          Duration.ofHours(24), 10_000, 1_000, new AlertPolicy.Live(Duration.ofSeconds(5)));
  private static final Event FIRST = signIn().deviceCode().at("10:00:00").build();
  private static final Event OTHER = signIn().deviceCode().at("10:00:02").agent("curl/8").build();

  private KeyedTwoInputStreamOperatorTestHarness<String, Event, Match, AlertWithEvents> job;

  @BeforeEach
  void start() throws Exception {
    var settled = new OutputTag<>("settled", TypeInformation.of(MatchedWindow.class));
    job =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new IncidentFunction(RULE, POLICY, settled)),
            RULE::groupOf,
            Match::group,
            Types.STRING);
    job.open();
    MatchingWindow window = new Incident(RULE, POLICY).windowsOf(FIRST).get(0);
    job.processElement2(
        new Match(RULE.groupOf(FIRST), window.reading(), window.start(), window.end()), 0);
  }

  private void arrive(Event signIn) throws Exception {
    job.processElement1(signIn, signIn.ingested());
  }

  @Test
  void theAlertLeavesWithTheSignInThatTheMatchWaitedFor() throws Exception {
    arrive(OTHER);
    arrive(FIRST);
    assertThat(job.extractOutputValues()).hasSize(1);
  }

  @Test
  void ofManySignInsThatLagNotEachHasAllLookedThrough() throws Exception {
    for (int i = 0; i <= 100; i++) {
      arrive(signIn().deviceCode().id("id-" + i).at("10:00:00").build());
    }
    arrive(OTHER);
    assertThat(job.extractOutputValues()).as("looked for with the one before").isEmpty();
    job.setProcessingTime(200);
    assertThat(job.extractOutputValues()).hasSize(1);
  }
}
