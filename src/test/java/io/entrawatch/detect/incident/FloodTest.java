// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.InertJson;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.SignInBuilder;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender can do with numbers and lengths. */
class FloodTest {
  private static final Rule RETUNED =
      BuiltInRules.all().stream()
          .filter(r -> r.id().equals("device-code-retuned"))
          .findFirst()
          .get();
  private static final int CAP = 50;
  private static final AlertPolicy SMALL =
      new AlertPolicy(Duration.ofHours(24), CAP, 20, new AlertPolicy.Live(Duration.ofSeconds(5)));

  private static List<Event> flood(int count) {
    List<Event> flood = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      flood.add(
          signIn()
              .deviceCode()
              .id("id-%05d".formatted(i))
              .agent("agent " + i)
              .at("10:00:%02d.%03d".formatted(i / 1000 % 60, i % 1000))
              .build());
    }
    return flood;
  }

  @Test
  void aFloodIsOneAlertOfBoundedStateThatSaysItIsTruncated() throws Exception {
    try (RuleHarness job = new RuleHarness(RETUNED, SMALL)) {
      List<Event> flood = flood(5_000);
      job.arrive(flood.subList(0, 2 * CAP).toArray(Event[]::new));
      long full = job.stateBytes();
      job.arrive(flood.subList(2 * CAP, flood.size()).toArray(Event[]::new));
      assertThat(job.alerts()).hasSize(1);
      assertThat(job.stateBytes()).isEqualTo(full);
      job.end();
      assertThat(job.lastAlerts()).hasSize(1);
      JsonNode alert = RuleHarness.json(job.lastAlerts().get(0).document());
      assertThat(alert.at("/Esql/count_logon").asInt()).isEqualTo(CAP);
      assertThat(alert.at("/entrawatch/timeline")).hasSize(20);
      assertThat(alert.at("/entrawatch/truncated").asBoolean()).isTrue();
    }
  }

  @Test
  void whatIsKeptOfAFloodDoesNotDependOnArrival() throws Exception {
    List<Event> flood = flood(1_000);
    List<String> documents = new ArrayList<>();
    for (long seed = 0; seed < 3; seed++) {
      List<Event> shuffled = new ArrayList<>(flood);
      Collections.shuffle(shuffled, new Random(seed));
      try (RuleHarness job = new RuleHarness(RETUNED, SMALL)) {
        job.arrive(shuffled.toArray(Event[]::new)).end();
        documents.add(job.lastAlerts().get(0).document());
      }
    }
    assertThat(documents).containsOnly(documents.get(0));
    assertThat(RuleHarness.json(documents.get(0)).at("/entrawatch/timeline/0/id").asText())
        .isEqualTo("id-00000");
  }

  @Test
  void aFloodCannotHideThatTheConditionHolds() throws Exception {
    List<Event> all = new ArrayList<>();
    for (Event padding : flood(500)) {
      all.add(
          new io.entrawatch.event.Event(
              padding.uid(), padding.ingested(), padding.timestamp(), withOneAgent(padding)));
    }
    try (RuleHarness job = new RuleHarness(RETUNED, SMALL)) {
      job.arrive(all.toArray(Event[]::new));
      assertThat(job.alerts()).isEmpty();
      job.arrive(signIn().deviceCode().from("203.0.113.7").at("10:00:59").build());
      assertThat(job.alerts()).hasSize(1);
    }
  }

  @Test
  void whatWasNotRememberedOfAFloodStillMatchesWhatComesLater() throws Exception {
    try (RuleHarness job = new RuleHarness(RETUNED, SMALL)) {
      for (int i = 0; i < 50; i++) {
        job.arrive(signIn().deviceCode().at("10:00:00.%03d".formatted(i)).build());
      }
      job.watermark(millis("11:05:00.000"));
      job.arrive(signIn().deviceCode().at("11:08:00").build());
      job.watermark(millis("11:10:00.000"));
      job.arrive(signIn().deviceCode().at("11:11:00").agent("curl/8").build());
      job.end();
      assertThat(job.lastAlerts()).hasSize(1);
    }
  }

  private static long millis(String time) {
    return Instant.parse(SignInBuilder.DAY + "T" + time + "Z").toEpochMilli();
  }

  private static java.util.Map<Field, List<String>> withOneAgent(Event signIn) {
    java.util.Map<Field, List<String>> values = new java.util.TreeMap<>(signIn.values());
    values.put(Field.USER_AGENT, List.of("curl/8"));
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\u007f", "\u009b", "\u202e"})
  void longTextsAreCutAndTheAlertStaysUnderAMegabyte(String character) throws Exception {
    AlertPolicy policy =
        new AlertPolicy(
            Duration.ofHours(24), 10_000, 1_000, new AlertPolicy.Live(Duration.ofSeconds(5)));
    List<Event> all = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      String hostile = character.repeat(1_000) + i;
      all.add(
          signIn()
              .deviceCode()
              .agent(i + hostile)
              .with(Field.MESSAGE, i + hostile)
              .with(Field.RESOURCE_DISPLAY_NAME, i + hostile)
              .with(Field.APP_DISPLAY_NAME, i + hostile)
              .at("10:00:00.%03d".formatted(i % 1000))
              .build());
    }
    try (RuleHarness job = new RuleHarness(RETUNED, policy)) {
      job.arrive(all.toArray(Event[]::new)).end();
      String document = job.lastAlerts().get(0).document();
      assertThat(InertJson.bytes(document).length).isLessThan(800 * 1024);
      assertThat(RuleHarness.json(document).at("/entrawatch/truncated").asBoolean()).isTrue();
      assertThat(RuleHarness.json(document).at("/Esql/count_logon").asInt()).isEqualTo(1_500);
    }
  }

  @Test
  void everyWindowMakesItsOwnAlertWhereThePeriodIsZero() throws Exception {
    AlertPolicy none =
        new AlertPolicy(Duration.ZERO, 10_000, 1_000, new AlertPolicy.Live(Duration.ofSeconds(5)));
    try (RuleHarness job = new RuleHarness(RETUNED, none)) {
      job.arrive(
          signIn().deviceCode().at("10:00:00").build(),
          signIn().deviceCode().at("10:00:01").agent("curl/8").build());
      job.end();
      assertThat(job.lastAlerts()).hasSize(18);
      assertThat(job.lastAlerts()).extracting("closed").containsOnly(true);
    }
  }
}
