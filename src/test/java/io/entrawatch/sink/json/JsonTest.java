// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.detect.admission.LateEvent;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class JsonTest {
  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void shouldWriteADeadLetterOfAFileWithoutNulls() throws Exception {
    DeadLetter letter =
        new DeadLetter(
            "not-json", "no { here", "né".getBytes(UTF_8), "in.ndjson", 7L, null, null, null, null);

    assertThat(deadLetter(letter))
        .isEqualTo(
            "{\"reason\":\"not-json\",\"detail\":\"no { here\",\"bytes\":\"bsOp\","
                + "\"file\":\"in.ndjson\",\"line\":7}");
  }

  @Test
  void shouldWriteADeadLetterOfATopicWithoutNulls() throws Exception {
    DeadLetter letter =
        new DeadLetter("no-time", "d", new byte[0], null, null, "in", 0, 12L, 1700000000000L);

    assertThat(deadLetter(letter))
        .isEqualTo(
            "{\"reason\":\"no-time\",\"detail\":\"d\",\"bytes\":\"\",\"topic\":\"in\","
                + "\"partition\":0,\"offset\":12,\"timestamp\":1700000000000}");
  }

  @Test
  void shouldWriteTextThatIsNoUnicodeRatherThanFailTheJob() throws Exception {
    DeadLetter letter =
        new DeadLetter("no-time", "\ud800x\n\u2028", new byte[0], null, null, "t", 0, 1L, 1L);

    String json = deadLetter(letter);

    assertThat(json).doesNotContain("\n");
    assertThat(mapper.readTree(json).path("detail").asText()).isEqualTo("\ud800x\n\u2028");
  }

  @Test
  void shouldNestALateSignInAsEcs() throws Exception {
    Event signIn =
        new Event(
            "uid",
            2,
            1,
            Map.of(
                Field.TIMESTAMP, List.of("2026-01-01T00:00:00.000Z"),
                Field.SOURCE_IP, List.of("203.0.113.7", "2001:db8::1"),
                Field.ERROR_CODE, List.of("50199"),
                Field.IS_INTERACTIVE, List.of("true"),
                Field.USER_AGENT, List.of("\ud800")));
    LateSignInJson json = copy(new LateSignInJson());
    json.open(null);

    JsonNode late =
        mapper.readTree(json.serialize(new LateEvent("auth-broker-to-drs", 42, signIn)));

    assertThat(late)
        .isEqualTo(
            mapper.readTree(
                """
                {"rule": "auth-broker-to-drs", "late_by_ms": 42, "sign_in": {
                  "@timestamp": "2026-01-01T00:00:00.000Z",
                  "source": {"ip": ["203.0.113.7", "2001:db8::1"]},
                  "user_agent": {"original": "\\ud800"},
                  "azure": {"signinlogs": {"properties": {
                    "is_interactive": true, "status": {"error_code": 50199}}}}}}
                """));
  }

  @Test
  void shouldHaveAPlaceForEveryField() throws Exception {
    Map<Field, List<String>> all =
        Field.all().stream()
            .collect(Collectors.toMap(Function.identity(), f -> List.of(sample(f.type()))));
    LateSignInJson json = new LateSignInJson();
    json.open(null);

    JsonNode signIn =
        mapper
            .readTree(json.serialize(new LateEvent("r", 0, new Event("u", 0, 0, all))))
            .path("sign_in");

    for (Field field : Field.all()) {
      assertThat(signIn.at("/" + field.path().replace('.', '/')).isValueNode())
          .as(field.path())
          .isTrue();
    }
  }

  private static String sample(FieldType type) {
    return switch (type) {
      case LONG -> "1";
      case BOOLEAN -> "false";
      case KEYWORD, IP, DATE, FLATTENED, GEO_POINT -> "x";
    };
  }

  private static String deadLetter(DeadLetter letter) throws Exception {
    DeadLetterJson json = copy(new DeadLetterJson());
    json.open(null);
    return new String(json.serialize(letter), UTF_8);
  }

  /** As it arrives on a task manager. */
  private static <T extends java.io.Serializable> T copy(T schema) throws Exception {
    return InstantiationUtil.clone(schema);
  }
}
