// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.traffic.format.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GenerateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GenerateRequest REQUEST =
      Requests.incidents(GenerateRequest.of(1_000, 5), 20);

  @ParameterizedTest
  @EnumSource(Format.class)
  void equalRequestsGiveEqualBytes(Format format) throws IOException {
    GenerateRequest request = Requests.format(REQUEST, format, 0);

    assertThat(records(request)).isEqualTo(records(request));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyLineIsOneRecordAndThereAreAsManyAsAskedFor(Format format) throws IOException {
    List<JsonNode> lines = lines(records(Requests.format(REQUEST, format, 0)));

    assertThat(lines).hasSize(1_000).allMatch(JsonNode::isObject);
  }

  @Test
  void envelopesCarryTheSameRecordsAndTheLastOneWhatIsLeft() throws IOException {
    List<JsonNode> single = lines(records(Requests.format(REQUEST, Format.RAW, 0)));
    List<JsonNode> envelopes = lines(records(Requests.format(REQUEST, Format.RAW, 300)));

    assertThat(envelopes)
        .extracting(e -> e.get("records").size())
        .containsExactly(300, 300, 300, 100);
    List<JsonNode> unpacked = new ArrayList<>();
    envelopes.forEach(envelope -> envelope.get("records").forEach(unpacked::add));
    assertThat(unpacked).isEqualTo(single);
  }

  @Test
  void theTruthTellsWhatIsInTheRecords() throws IOException {
    Map<String, JsonNode> byId = new HashMap<>();
    lines(records(REQUEST)).forEach(r -> byId.put(r.at("/event/id").asText(), r));

    List<JsonNode> truth = lines(truth(REQUEST));
    assertThat(truth).hasSize(40);
    for (JsonNode incident : truth) {
      List<String> times = new ArrayList<>();
      for (JsonNode id : incident.get("sign_in_ids")) {
        JsonNode signIn = byId.get(id.asText());
        times.add(signIn.at("/@timestamp").asText());
        assertThat(signIn.at("/azure/tenant_id")).isEqualTo(incident.get("tenant"));
        assertThat(signIn.at("/azure/signinlogs/identity")).isEqualTo(incident.get("identity"));
      }
      JsonNode first = byId.get(incident.at("/sign_in_ids/0").asText());
      assertThat(first.at("/azure/signinlogs/properties/session_id"))
          .isEqualTo(incident.get("session"));
      assertThat(first.at("/azure/signinlogs/properties/user_principal_name"))
          .isEqualTo(incident.get("user"));
      assertThat(incident.get("first").asText()).isEqualTo(times.get(0));
      assertThat(incident.get("last").asText()).isEqualTo(times.get(times.size() - 1));
    }
  }

  @Test
  void theTruthTellsAttacksFromLookAlikes() throws IOException {
    List<JsonNode> truth = lines(truth(REQUEST));

    assertThat(truth)
        .filteredOn(t -> t.get("attack").asBoolean())
        .hasSize(20)
        .allMatch(t -> !t.get("rules").isEmpty());
    assertThat(truth)
        .filteredOn(t -> t.get("kind").asText().equals("hotspot-enrolment"))
        .isNotEmpty()
        .allMatch(t -> !t.get("attack").asBoolean())
        .allMatch(t -> t.get("rules").toString().equals("[\"auth-broker-to-drs\"]"));
  }

  @Test
  void aRequestOutOfItsRangeSaysWhatToDo() {
    assertThatThrownBy(() -> GenerateRequest.of(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("events: 0 is out of range; give a number from 1 to 1000000000000");
    assertThatThrownBy(() -> Requests.rate(REQUEST, Double.NaN))
        .hasMessage("rate: NaN is out of range; give a number from 0.001 to 1000000");
    assertThatThrownBy(() -> Requests.percents(REQUEST, 101, 0))
        .hasMessageStartingWith("relevant-percent: 101 is out of range");
    assertThatThrownBy(() -> Requests.percents(REQUEST, 0, 51))
        .hasMessageStartingWith("duplicate-percent: 51 is out of range");
    assertThatThrownBy(() -> Requests.size(REQUEST, 0))
        .hasMessageStartingWith("size-bytes: 0 is out of range");
    assertThatThrownBy(() -> Requests.incidents(GenerateRequest.of(100, 1), 9))
        .hasMessage(
            "incidents: 9 may need 108 records, but events is 100; raise events or lower"
                + " incidents");
    assertThatThrownBy(() -> Requests.format(REQUEST, Format.ECS, 10))
        .hasMessage("batch: 10 is for the format raw only; choose it or leave batch out");
  }

  private static byte[] records(GenerateRequest request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Generate.run(request, out);
    return out.toByteArray();
  }

  private static byte[] truth(GenerateRequest request) throws IOException {
    ByteArrayOutputStream truth = new ByteArrayOutputStream();
    Generate.run(request, new ByteArrayOutputStream(), truth);
    return truth.toByteArray();
  }

  private static List<JsonNode> lines(byte[] bytes) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
