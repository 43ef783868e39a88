// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.event.Event;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RouteFunctionTest {
  private static final Event SIGN_IN = new Event("a", 1, 1, Map.of());
  private static final RecordOrigin PLACE = new RecordOrigin.InTopic("t", 0, 0, 5);

  private static Decoded dead(Reason reason, int index) {
    return Decoded.dead(PLACE.deadLetter(reason, "d", new byte[] {1}), index);
  }

  @Test
  void everyRecordGoesOneWayAndIsCountedInOneFate() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RouteFunction()))) {
      harness.open();
      harness.processElement(new StreamRecord<>(Decoded.relevant(SIGN_IN, 0, 0), 1));
      harness.processElement(new StreamRecord<>(Decoded.irrelevant(1, 1, 0, 0), 1));
      harness.processElement(new StreamRecord<>(Decoded.irrelevant(1, 2, 0, 0), 1));
      harness.processElement(new StreamRecord<>(Decoded.ofOtherLog(1, 0, "AuditLogs"), 1));
      harness.processElement(new StreamRecord<>(Decoded.emptyBatch(), 1));
      harness.processElement(new StreamRecord<>(dead(Reason.NO_TIME, 0), 1));
      harness.processElement(new StreamRecord<>(dead(Reason.NO_TIME, 1), 1));
      harness.processElement(new StreamRecord<>(dead(Reason.NOT_JSON, Decoded.WHOLE), 1));

      assertThat(harness.extractOutputValues()).containsExactly(SIGN_IN);
      assertThat(harness.getSideOutput(RouteFunction.DEAD_LETTERS))
          .extracting(record -> record.getValue().reason())
          .containsExactly("no-time", "no-time", "not-json");
      Map<String, Long> expected =
          Map.ofEntries(
              Map.entry(RouteFunction.INPUTS, 5L),
              Map.entry(RouteFunction.OPENED, 3L),
              Map.entry(RouteFunction.EMPTY_BATCHES, 1L),
              Map.entry(RouteFunction.DEAD_INPUTS, 1L),
              Map.entry(RouteFunction.RECORDS, 6L),
              Map.entry(RouteFunction.OTHER_LOGS, 1L),
              Map.entry(RouteFunction.IRRELEVANT, 2L),
              Map.entry(RouteFunction.RELEVANT, 1L),
              Map.entry(RouteFunction.DEAD_RECORDS, 2L),
              Map.entry("dead-letters.no-time", 2L),
              Map.entry("dead-letters.not-json", 1L),
              Map.entry("dead-letters.too-deep", 0L));
      expected.forEach(
          (name, count) ->
              assertThat(
                      harness
                          .getOperator()
                          .getRuntimeContext()
                          .getAccumulator(name)
                          .getLocalValue())
                  .as(name)
                  .isEqualTo(count));
    }
  }

  @Test
  void whatIsReadAgainGoesToTheRulesAndIsToldAndCountedNoSecondTime() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RouteFunction()))) {
      harness.open();
      for (Decoded decoded :
          List.of(
              Decoded.relevant(SIGN_IN, 0, 0),
              Decoded.settled(5, 1, 40, 0, Shape.RAW, null),
              dead(Reason.NO_TIME, 41),
              dead(Reason.NOT_JSON, Decoded.WHOLE))) {
        harness.processElement(new StreamRecord<>(decoded.asReadAgain(), 1));
      }

      assertThat(harness.extractOutputValues()).containsExactly(SIGN_IN);
      assertThat(harness.getSideOutput(RouteFunction.DEAD_LETTERS)).isNullOrEmpty();
      Map.of(
              RouteFunction.READ_AGAIN,
              42L,
              RouteFunction.INPUTS,
              0L,
              RouteFunction.RECORDS,
              0L,
              RouteFunction.RELEVANT,
              0L)
          .forEach(
              (name, count) ->
                  assertThat(
                          harness
                              .getOperator()
                              .getRuntimeContext()
                              .getAccumulator(name)
                              .getLocalValue())
                      .as(name)
                      .isEqualTo(count));
    }
  }

  @Test
  void recordsThatComeTogetherAreEachCounted() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RouteFunction()))) {
      harness.open();
      harness.processElement(new StreamRecord<>(Decoded.settled(5, 0, 40, 0, Shape.RAW, "f"), 5));
      harness.processElement(new StreamRecord<>(Decoded.relevant(SIGN_IN, 7, 0), 5));
      Map.of(
              RouteFunction.INPUTS,
              1L,
              RouteFunction.OPENED,
              1L,
              RouteFunction.RECORDS,
              41L,
              RouteFunction.IRRELEVANT,
              40L,
              RouteFunction.records(Shape.RAW),
              40L)
          .forEach(
              (name, count) ->
                  assertThat(
                          harness
                              .getOperator()
                              .getRuntimeContext()
                              .getAccumulator(name)
                              .getLocalValue())
                      .as(name)
                      .isEqualTo(count));
    }
  }

  @Test
  void ofTheSignInsThoseWithASessionAreCountedAndTheValuesThatWereIgnored() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RouteFunction()))) {
      harness.open();
      harness.processElement(new StreamRecord<>(Decoded.settled(5, 0, 40, 30, Shape.RAW, "f"), 5));
      harness.processElement(new StreamRecord<>(Decoded.irrelevant(5, 40, 1, 3), 5));
      harness.processElement(new StreamRecord<>(Decoded.relevant(SIGN_IN, 41, 2), 5));
      harness.processElement(new StreamRecord<>(Decoded.ofOtherLog(5, 42, "AuditLogs"), 5));
      harness.processElement(new StreamRecord<>(dead(Reason.UNRECOGNISED, 43), 5));
      Map.of(
              RouteFunction.SIGN_INS,
              42L,
              RouteFunction.WITH_SESSION,
              31L,
              RouteFunction.IGNORED_VALUES,
              5L,
              RouteFunction.RECORDS,
              44L,
              RouteFunction.otherLogs("AuditLogs"),
              1L,
              "dead-letters.unrecognised",
              1L)
          .forEach(
              (name, count) ->
                  assertThat(
                          harness
                              .getOperator()
                              .getRuntimeContext()
                              .getAccumulator(name)
                              .getLocalValue())
                      .as(name)
                      .isEqualTo(count));
    }
  }

  @Test
  void whatWasDecodedIsWrittenAndReadBackWithoutKryo() throws Exception {
    TypeInformation<Decoded> type = TypeInformation.of(Decoded.class);
    assertThat(type).isInstanceOf(PojoTypeInfo.class);
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    TypeSerializer<Decoded> serializer = type.createSerializer(config);
    Decoded file =
        Decoded.dead(
            new RecordOrigin.InFile("f", 2, 0).deadLetter(Reason.TOO_DEEP, "d", new byte[] {7}), 3);
    for (Decoded decoded :
        new Decoded[] {
          Decoded.relevant(SIGN_IN, 4, 0),
          Decoded.irrelevant(5, 6, 0, 0),
          Decoded.emptyBatch(),
          Decoded.settled(5, 6, 7, 0, Shape.AGENT, "f"),
          Decoded.ofOtherLog(7, 8, "AuditLogs"),
          file,
          dead(Reason.NOT_JSON, Decoded.WHOLE)
        }) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(decoded, out);
      Decoded copy = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
      assertThat(copy).usingRecursiveComparison().isEqualTo(decoded);
    }
  }
}
