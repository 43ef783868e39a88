// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.detect.admission.LateEvent;
import io.entrawatch.event.CodePoints;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import io.entrawatch.event.SignInBuilder;
import io.entrawatch.exceptions.ExceptionEntry;
import io.entrawatch.exceptions.SuppressedAlert;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import io.entrawatch.sink.json.AlertJson;
import io.entrawatch.sink.json.DeadLetterJson;
import io.entrawatch.sink.json.LateSignInJson;
import io.entrawatch.sink.json.MatchRowJson;
import io.entrawatch.sink.json.SuppressedJson;
import io.entrawatch.sink.terminal.AlertText;
import io.entrawatch.sink.terminal.Palette;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.junit.jupiter.api.Test;

/** What an attacker writes into a sign-in does nothing to whoever looks at an output. */
class HostileSenderTest {
  /** Escapes of one and of two bytes, bells, line ends, marks that turn the reading direction. */
  private static final String HOSTILE =
      "\033[31m\u009b31m\007\b\r\n\u0085\u2028\u2029\u202e\u2066\u200f\ufeff\u007f\0\udb40\udc41\ud83d\ude00<script>\"'";

  private static Rule rule() {
    return BuiltInRules.all().stream()
        .filter(rule -> rule.id().equals("device-code-retuned"))
        .findAny()
        .orElseThrow();
  }

  private static SignInBuilder hostile(String address, String agent) {
    SignInBuilder builder = signIn().deviceCode();
    for (Field field : Field.all()) {
      boolean filtered =
          field == Field.EVENT_CATEGORY
              || field == Field.DATA_STREAM_DATASET
              || field == Field.ORIGINAL_TRANSFER_METHOD
              || field == Field.AUTHENTICATION_PROTOCOL;
      if (field.type() == FieldType.KEYWORD && !filtered) {
        builder = builder.with(field, HOSTILE);
      }
    }
    return builder.id(address + HOSTILE).from(address).agent(agent + HOSTILE);
  }

  /** Every output of a match by hostile sign-ins, by its name. */
  private static Map<String, byte[]> outputs() throws Exception {
    Event first = hostile("192.0.2.1", "a").build();
    Map<String, byte[]> outputs = new LinkedHashMap<>();
    try (RuleHarness job = new RuleHarness(rule())) {
      job.arrive(first, hostile("192.0.2.2", "b").build()).end();
      Alert alert = job.lastAlerts().get(0);
      outputs.put("alert", written(new AlertJson(), alert));
      outputs.put("suppressed", written(new SuppressedJson(), new SuppressedAlert(entry(), alert)));
      outputs.put("match", written(new MatchRowJson(), job.rows().get(0)));
      outputs.put("text", written(new AlertText(Palette.PLAIN, 120), alert));
    }
    outputs.put("late", written(new LateSignInJson(), new LateEvent(rule().id(), 1, first)));
    DeadLetter dead =
        new DeadLetter(
            "not-json",
            HOSTILE,
            HOSTILE.getBytes(StandardCharsets.UTF_8),
            HOSTILE,
            1L,
            null,
            null,
            null,
            null);
    outputs.put("dead letter", written(new DeadLetterJson(), dead));
    return outputs;
  }

  private static ExceptionEntry entry() {
    List<String> any = List.of();
    return new ExceptionEntry("e", any, any, any, any, any, List.of("*"), "jane", HOSTILE, 1L);
  }

  private static <T> byte[] written(SerializationSchema<T> schema, T value) throws Exception {
    schema.open(null);
    return schema.serialize(value);
  }

  @Test
  void noOutputHoldsAnActiveCharacter() throws Exception {
    outputs()
        .forEach(
            (name, bytes) ->
                assertThat(
                        new String(bytes, StandardCharsets.UTF_8)
                            .codePoints()
                            .filter(c -> c != '\n' || !name.equals("text"))
                            .filter(CodePoints::isActive)
                            .mapToObj(Integer::toHexString))
                    .as(name)
                    .isEmpty());
  }

  @Test
  void jsonStillSaysWhatWasSent() throws Exception {
    Map<String, byte[]> outputs = outputs();
    String alert = new String(outputs.get("alert"), StandardCharsets.UTF_8);
    assertThat(RuleHarness.json(alert).at("/user/full_name").asText()).isEqualTo(HOSTILE);
    String dead = new String(outputs.get("dead letter"), StandardCharsets.UTF_8);
    assertThat(RuleHarness.json(dead).get("detail").asText()).isEqualTo(HOSTILE);
  }
}
