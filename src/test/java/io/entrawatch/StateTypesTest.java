// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import static io.entrawatch.signin.SignInBuilder.signIn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.Cell;
import io.entrawatch.alert.Fill;
import io.entrawatch.alert.Found;
import io.entrawatch.alert.KeptSignIns;
import io.entrawatch.alert.MatchRow;
import io.entrawatch.alert.MatchedWindow;
import io.entrawatch.alert.Outcome;
import io.entrawatch.alert.Period;
import io.entrawatch.alert.Position;
import io.entrawatch.alert.Step;
import io.entrawatch.alert.Window;
import io.entrawatch.allow.Change;
import io.entrawatch.allow.Entry;
import io.entrawatch.allow.Suppressed;
import io.entrawatch.rule.Rules;
import io.entrawatch.rule.Tally;
import io.entrawatch.rule.TallyRule;
import io.entrawatch.signin.SignIn;
import io.entrawatch.source.KeyedRecord;
import io.entrawatch.window.Admission;
import io.entrawatch.window.LateSignIn;
import io.entrawatch.window.Match;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What flows and what is kept: serialized without Kryo, and the same after the way there and back.
 */
class StateTypesTest {
  private static final SignIn SIGN_IN = signIn().deviceCode().build();

  private static final Entry ENTRY =
      new Entry(
          "id", List.of(), List.of("u"), List.of(), List.of(), List.of(), List.of(), "a", "r", 1);

  static Stream<Object> values() {
    Step step = new Step("Esql.count_logon", 2, "uid", null, 1, 2);
    Period period = new Period(0, 86_400_000, "");
    return Stream.of(
        SIGN_IN,
        new Match("[\"t\",null]", "elastic", 0, 540_000),
        new LateSignIn("device-code-retuned", 5, SIGN_IN),
        new Alert("id", 7, true, "device-code-retuned", 0, 1, "{}"),
        new Found(
            "g", new Alert("id", 7, true, "r", 0, 1, "{}").opened(), List.of(SIGN_IN), true, 5),
        new Suppressed(ENTRY, new Alert("id", 7, true, "r", 0, 1, "{}")),
        new Change("id", "topic", 1, 2, ENTRY, null),
        new Change("id", "topic", 1, 2, null, null),
        new KeyedRecord("topic", null, null, 1, 2),
        new MatchRow("device-code-retuned", 0, 1, "{}"),
        new MatchedWindow(0, 1, List.of(SIGN_IN)),
        new Admission.Seen(1, 2, 3),
        new Window("elastic", 0, 1),
        period,
        new Cell(0, 60_000),
        new Fill(3, SIGN_IN, new Position(1, 2, "uid")),
        new Fill(3, null, null),
        new KeptSignIns.Slot(0, 60_000, 3),
        new Outcome(true, step, List.of(step), List.of(period), false, true),
        new Outcome(false, null, List.of(), List.of(), false, false));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void needsNoKryoAndSurvivesTheRoundTrip(T value) throws IOException {
    assertThat(roundTrip(value)).isEqualTo(value);
  }

  @Test
  void aTallyNeedsNoKryoAndSurvivesTheRoundTrip() throws IOException {
    TallyRule rule = Rules.all().get(0).tallyRule();
    Tally tally = rule.empty();
    rule.add(SIGN_IN, tally);
    assertThat(roundTrip(tally)).usingRecursiveComparison().isEqualTo(tally);
  }

  @Test
  void theIdentityOfOperatorsIsGolden() throws IOException {
    try (var golden = getClass().getResourceAsStream("/uids.txt")) {
      assertThat(RuleHarness.uids(Rules.all()))
          .as("a changed uid loses its state on upgrade")
          .containsExactlyElementsOf(new String(golden.readAllBytes(), UTF_8).lines().toList());
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T roundTrip(T value) throws IOException {
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    TypeSerializer<T> serializer =
        TypeInformation.of((Class<T>) value.getClass())
            .createSerializer(new SerializerConfigImpl(strict));
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
