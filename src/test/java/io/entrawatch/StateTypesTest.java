// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import static io.entrawatch.event.SignInBuilder.signIn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertWithEvents;
import io.entrawatch.alert.ConditionHit;
import io.entrawatch.alert.MatchRow;
import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.alert.Period;
import io.entrawatch.alert.WindowOutcome;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.detect.admission.AdmissionFunction;
import io.entrawatch.detect.admission.LateEvent;
import io.entrawatch.detect.incident.BucketStats;
import io.entrawatch.detect.incident.EventOrderKey;
import io.entrawatch.detect.incident.EventStore;
import io.entrawatch.detect.incident.MatchedWindow;
import io.entrawatch.detect.incident.TimeBucket;
import io.entrawatch.detect.window.Match;
import io.entrawatch.event.Event;
import io.entrawatch.exceptions.ExceptionChange;
import io.entrawatch.exceptions.ExceptionEntry;
import io.entrawatch.exceptions.SuppressedAlert;
import io.entrawatch.kafka.KeyedRecord;
import io.entrawatch.rule.Accumulator;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.GateCondition;
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
  private static final Event SIGN_IN = signIn().deviceCode().build();

  private static final ExceptionEntry ENTRY =
      new ExceptionEntry(
          "id", List.of(), List.of("u"), List.of(), List.of(), List.of(), List.of(), "a", "r", 1);

  static Stream<Object> values() {
    ConditionHit step = new ConditionHit("Esql.count_logon", 2, "uid", null, 1, 2);
    Period period = new Period(0, 86_400_000, "");
    return Stream.of(
        SIGN_IN,
        new Match("[\"t\",null]", "elastic", 0, 540_000),
        new LateEvent("device-code-retuned", 5, SIGN_IN),
        new Alert("id", 7, true, "device-code-retuned", 0, 1, "{}"),
        new AlertWithEvents(
            "g", new Alert("id", 7, true, "r", 0, 1, "{}").opened(), List.of(SIGN_IN), true, 5),
        new SuppressedAlert(ENTRY, new Alert("id", 7, true, "r", 0, 1, "{}")),
        new ExceptionChange("id", "topic", 1, 2, ENTRY, null),
        new ExceptionChange("id", "topic", 1, 2, null, null),
        new KeyedRecord("topic", null, null, 1, 2),
        new MatchRow("device-code-retuned", 0, 1, "{}"),
        new MatchedWindow(0, 1, List.of(SIGN_IN)),
        new AdmissionFunction.Seen(1, 2, 3),
        new MatchingWindow("elastic", 0, 1),
        period,
        new TimeBucket(0, 60_000),
        new BucketStats(3, SIGN_IN, new EventOrderKey(1, 2, "uid")),
        new BucketStats(3, null, null),
        new EventStore.Slot(0, 60_000, 3),
        new WindowOutcome(true, step, List.of(step), List.of(period), false, true),
        new WindowOutcome(false, null, List.of(), List.of(), false, false));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void needsNoKryoAndSurvivesTheRoundTrip(T value) throws IOException {
    assertThat(roundTrip(value)).isEqualTo(value);
  }

  @Test
  void aTallyNeedsNoKryoAndSurvivesTheRoundTrip() throws IOException {
    GateCondition rule = BuiltInRules.all().get(0).tallyRule();
    Accumulator tally = rule.empty();
    rule.add(SIGN_IN, tally);
    assertThat(roundTrip(tally)).usingRecursiveComparison().isEqualTo(tally);
  }

  @Test
  void theIdentityOfOperatorsIsGolden() throws IOException {
    try (var golden = getClass().getResourceAsStream("/uids.txt")) {
      assertThat(RuleHarness.uids(BuiltInRules.all()))
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
