// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.traffic.model.Conditions;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DemoStoryTest {
  private static final long BUCKET = 30 * 60_000;

  @Test
  void theStoryGivesExactlyTheExpectedAlerts() throws IOException {
    Map<String, Set<String>> bySession = Conditions.surelyFound(signIns());
    assertThat(Conditions.possiblyFound(signIns())).isEqualTo(bySession);

    List<String> given = new ArrayList<>();
    for (PlannedIncident incident : DemoStory.traffic().incidents()) {
      Set<String> found = bySession.getOrDefault(incident.sessionId(), Set.of());
      assertThat(found).isEqualTo(new HashSet<>(incident.rules()));
      for (String rule : incident.rules()) {
        given.add(rule + " " + incident.person().principalName() + " " + incident.person().name());
      }
    }
    List<String> expected =
        expected().stream()
            .map(
                a ->
                    a.get("rule").asText()
                        + " "
                        + a.get("user").asText()
                        + " "
                        + a.get("identity").asText())
            .toList();
    assertThat(given).isEqualTo(expected);
    assertThat(bySession).hasSize(3);
  }

  @Test
  void onlyTheSignInReadingFindsThePhishOnBothSidesOfABucketsEdge() throws IOException {
    Map<String, Boolean> inOneBucket = new TreeMap<>();
    for (PlannedIncident incident : DemoStory.traffic().incidents()) {
      if (incident.kind().equals("auth-code-phish")) {
        long first = incident.signIns().get(0).timestamp() / BUCKET;
        boolean one = incident.signIns().stream().allMatch(s -> s.timestamp() / BUCKET == first);
        assertThat(incident.signIns()).hasSize(3);
        inOneBucket.put(incident.person().principalName(), one);
      }
    }

    assertThat(inOneBucket).hasSize(2).containsValues(true, false);
    for (JsonNode alert : expected()) {
      boolean elastic = alert.get("readings").toString().contains("elastic");
      assertThat(elastic).isEqualTo(inOneBucket.getOrDefault(alert.get("user").asText(), true));
    }
  }

  @Test
  void mostOfItIsAnOrdinaryDay() throws IOException {
    List<SampleSignIn> signIns = signIns();

    assertThat(signIns).hasSizeBetween(2_000, 10_000);
    assertThat(signIns.get(0).ingested()).isGreaterThan(millis("2026-01-15T00:00:00Z"));
    assertThat(signIns.get(signIns.size() - 1).ingested())
        .isBetween(millis("2026-01-15T23:00:00Z"), millis("2026-01-16T00:00:00Z"));
    assertThat(DemoStory.traffic().incidents()).filteredOn(i -> !i.attack()).hasSize(7);
  }

  @Test
  void itIsTheSameEveryTime() throws IOException {
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    DemoStory.write(one);
    DemoStory.write(two);

    assertThat(one.toByteArray()).isEqualTo(two.toByteArray());
    assertThat(one.toString(StandardCharsets.UTF_8).lines()).hasSize(4_000);
  }

  private static List<SampleSignIn> signIns() {
    List<SampleSignIn> all = new ArrayList<>();
    DemoStory.traffic().forEachRemaining(all::add);
    return all;
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static List<JsonNode> expected() throws IOException {
    try (InputStream in = DemoStory.class.getResourceAsStream(DemoStory.EXPECTED_ALERTS);
        MappingIterator<JsonNode> lines =
            new ObjectMapper().readerFor(JsonNode.class).readValues(in)) {
      return lines.readAll();
    }
  }
}
