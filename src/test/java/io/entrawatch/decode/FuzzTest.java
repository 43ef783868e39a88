// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.event.Event;
import io.entrawatch.source.RouteFunction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Bytes of any kind, mutated from records of all shapes. {@code -Dentrawatch.fuzz.records=N} asks
 * for more.
 */
class FuzzTest {
  private static final long SEED = 20260301;
  private static final int RECORDS = Integer.getInteger("entrawatch.fuzz.records", 50_000);

  private static final String RAW =
      """
      {"time":"2026-03-01T11:51:00Z","tenantId":"t","category":"SignInLogs","identity":"Ada é",\
      "properties":{"id":"ID","createdDateTime":"2026-03-01T11:50:00.1239999Z","ipAddress":"1.2.3.4",\
      "status":{"errorCode":50199,"failureReason":"r"},"deviceDetail":{"browser":"Chrome"},\
      "isInteractive":true,"policies":[{"id":"p","x":[1,2]},{"id":"q"}],"sessionId":"s"}}\
      """;
  private static final String ECS =
      """
      {"@timestamp":"2026-03-01T11:50:00.123Z","event":{"ingested":"2026-03-01T11:55:00Z",\
      "category":["authentication"],"id":"ID"},"source.ip":"2001:db8::1","azure":{"tenant_id":"t",\
      "signinlogs.properties":{"status":{"error_code":0},"is_interactive":"true","session_id":"s"}}}\
      """;
  private static final String AGENT =
      "{\"data_stream\":{\"dataset\":\"azure.signinlogs\"},"
          + "\"event\":{\"ingested\":\"2026-03-01T11:55:00Z\"},\"message\":\""
          + RAW.replace("\\", "\\\\").replace("\"", "\\\"")
          + "\"}";
  private static final List<String> SHAPES =
      List.of(
          RAW,
          ECS,
          AGENT,
          "{\"_source\":" + ECS + "}",
          "{\"records\":[" + RAW + "," + ECS + "," + RAW + "]}",
          "[" + AGENT + "," + RAW + "]",
          Samples.ROW,
          Samples.GRAPH,
          "{\"host\":{\"name\":\"h\"},\"body\":[" + Samples.GRAPH + "," + Samples.RAW + "]}",
          "{\"log\":{\"payload\":" + Samples.quoted(Samples.quoted(Samples.RAW)) + "}}",
          "[" + Samples.quoted("{\"records\":[" + Samples.ROW + "," + RAW + "]}") + "]");

  private final Mutations mutations = new Mutations(SHAPES, SEED);
  private final Decoding.Both decoder =
      new Decoding.Both(DecoderSettings.DEFAULT, new Decoding.SuccessesBySession());

  private OneInputStreamOperatorTestHarness<Decoded, Event> split;
  private long sound;

  @BeforeEach
  void open() throws Exception {
    split = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RouteFunction()));
    split.open();
  }

  @AfterEach
  void close() throws Exception {
    split.close();
  }

  @Test
  void noRecordMakesTheDecoderThrowOrLoseCountAndSoundOnesInBetweenStillCount() throws Exception {
    Map<String, Integer> fates = new HashMap<>();
    for (int i = 0; i < RECORDS; i++) {
      byte[] bytes = mutations.next();
      List<Decoded> decoded = decode(bytes, i);
      check(bytes, decoded);
      decoded.forEach(d -> fates.merge(fate(d), 1, Integer::sum));
      count(decoded);
      if (i % 10 == 0) {
        checkSound(i);
      }
    }
    checkSums();
    assertThat(fates.keySet())
        .as("what the mutations reached")
        .contains(
            "relevant",
            "irrelevant",
            "other-log",
            "not-json",
            "not-an-object",
            "unrecognised",
            "no-time",
            "invalid-time",
            "future-time",
            "too-deep",
            "too-many-values");
  }

  private void count(List<Decoded> decoded) throws Exception {
    for (Decoded one : decoded) {
      split.processElement(new StreamRecord<>(one, 0));
    }
    split.getOutput().clear();
    if (split.getSideOutput(RouteFunction.DEAD_LETTERS) != null) {
      split.getSideOutput(RouteFunction.DEAD_LETTERS).clear();
    }
  }

  private void checkSums() {
    assertThat(of(RouteFunction.INPUTS)).isEqualTo(RECORDS + (RECORDS + 9) / 10);
    assertThat(of(RouteFunction.OPENED, RouteFunction.EMPTY_BATCHES, RouteFunction.DEAD_INPUTS))
        .isEqualTo(of(RouteFunction.INPUTS));
    assertThat(
            of(
                RouteFunction.OTHER_LOGS,
                RouteFunction.IRRELEVANT,
                RouteFunction.RELEVANT,
                RouteFunction.DEAD_RECORDS))
        .isEqualTo(of(RouteFunction.RECORDS));
    assertThat(
            Arrays.stream(DeadLetter.Reason.values())
                .mapToLong(reason -> of(RouteFunction.deadLetters(reason)))
                .sum())
        .isEqualTo(of(RouteFunction.DEAD_INPUTS, RouteFunction.DEAD_RECORDS));
    assertThat(of(RouteFunction.RELEVANT)).isGreaterThanOrEqualTo(sound).isPositive();
  }

  private long of(String... names) {
    return Arrays.stream(names)
        .mapToLong(
            name ->
                (Long) split.getOperator().getRuntimeContext().getAccumulator(name).getLocalValue())
        .sum();
  }

  private List<Decoded> decode(byte[] bytes, int offset) {
    List<Decoded> decoded = new ArrayList<>();
    RecordOrigin place = new RecordOrigin.InTopic("t", 0, offset, Decoding.ARRIVAL_MILLIS);
    try {
      decoder.decode(bytes, place, decoded::add);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("seed " + SEED + ", record " + offset + ": " + printed(bytes), e);
    }
    return decoded;
  }

  /** A line is one whole, or records numbered from 0; and everything in it is of one fate. */
  private static void check(byte[] bytes, List<Decoded> decoded) {
    assertThat(decoded).as(() -> printed(bytes)).isNotEmpty();
    boolean whole = decoded.get(0).index() == Decoded.WHOLE;
    assertThat(whole && decoded.size() > 1).as(() -> printed(bytes)).isFalse();
    for (int i = 0; i < decoded.size(); i++) {
      Decoded one = decoded.get(i);
      assertThat(one.index()).as(() -> printed(bytes)).isEqualTo(whole ? Decoded.WHOLE : i);
      assertThat(one.signIn() != null && one.deadLetter() != null).isFalse();
      if (one.deadLetter() != null) {
        assertThat(one.deadLetter().bytes().length).isLessThanOrEqualTo(bytes.length);
        assertThat(one.time()).isEqualTo(Decoded.NO_TIME);
      } else if (!whole) {
        assertThat(one.time()).isLessThanOrEqualTo(Decoding.ARRIVAL_MILLIS + 3_600_000);
      }
    }
  }

  private void checkSound(int i) throws Exception {
    String id = "sound-" + i;
    String text =
        SHAPES.get(i / 10 % SHAPES.size()).replace("50199", "0").replace("\"ID", "\"" + id);
    text =
        text.replace("ID\\\"", id + "\\\"")
            .replace("@timestamp\"", "event.outcome\":\"success\",\"@timestamp\"");
    List<Decoded> decoded = decode(text.getBytes(StandardCharsets.UTF_8), i);
    for (Decoded one : decoded) {
      assertThat(one.signIn()).as(text).isNotNull();
      assertThat(one.signIn().uid()).startsWith(id + "|");
    }
    sound += decoded.size();
    count(decoded);
  }

  private static String fate(Decoded one) {
    if (one.deadLetter() != null) {
      return one.deadLetter().reason();
    }
    if (one.signIn() != null) {
      return "relevant";
    }
    return one.otherLog() != null ? "other-log" : one.index() < 0 ? "empty" : "irrelevant";
  }

  private static String printed(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.length() < 2_000 ? text : text.substring(0, 2_000) + "...";
  }
}
