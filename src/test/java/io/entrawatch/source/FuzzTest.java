// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.signin.SignIn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "\"\"",
          "{}",
          "[]",
          "[null]",
          "-0",
          "1e999999999",
          "-1e-999999999",
          "9223372036854775808",
          "0.1e1",
          "[[[[1]]]]",
          "{\"a\":{\"b\":1}}",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"0000-00-00T00:00:00Z\"",
          "\"9999-12-31T23:59:59.999Z\"",
          "\"2026-02-30T00:00:00Z\"",
          "\"2/30/2026 1:00:00 PM\"",
          "\"-1\"",
          "1e1",
          "NaN",
          "\"::ffff:1.1.1.1\"",
          "\"fe80::1%0\"",
          "[1,\"a\",{},null]",
          "'x'",
          "\"\\x\"",
          "\"2026-01-01T00:00:00America/Argentina/ComodRivadavia\"",
          "\"+999999999-01-01\"");

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
      "{\"data_stream\":{\"dataset\":\"azure.signinlogs\"},\"message\":\""
          + RAW.replace("\\", "\\\\").replace("\"", "\\\"")
          + "\"}";
  private static final List<String> SHAPES =
      List.of(
          RAW,
          ECS,
          AGENT,
          "{\"_source\":" + ECS + "}",
          "{\"records\":[" + RAW + "," + ECS + "," + RAW + "]}",
          "[" + AGENT + "," + RAW + "]");

  private final Random random = new Random(SEED);
  private final RecordDecoder decoder =
      new RecordDecoder(DecoderSettings.DEFAULT, new Decoding.SuccessesBySession());

  private OneInputStreamOperatorTestHarness<Decoded, SignIn> split;
  private long sound;

  @BeforeEach
  void open() throws Exception {
    split = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new Split()));
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
      byte[] bytes = mutated();
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
            "wrong-type",
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
    if (split.getSideOutput(Split.DEAD_LETTERS) != null) {
      split.getSideOutput(Split.DEAD_LETTERS).clear();
    }
  }

  private void checkSums() {
    assertThat(of(Split.INPUTS)).isEqualTo(RECORDS + (RECORDS + 9) / 10);
    assertThat(of(Split.OPENED, Split.EMPTY_BATCHES, Split.DEAD_INPUTS))
        .isEqualTo(of(Split.INPUTS));
    assertThat(of(Split.OTHER_LOGS, Split.IRRELEVANT, Split.RELEVANT, Split.DEAD_RECORDS))
        .isEqualTo(of(Split.RECORDS));
    assertThat(
            Arrays.stream(DeadLetter.Reason.values())
                .mapToLong(reason -> of(Split.deadLetters(reason)))
                .sum())
        .isEqualTo(of(Split.DEAD_INPUTS, Split.DEAD_RECORDS));
    assertThat(of(Split.RELEVANT)).isGreaterThanOrEqualTo(sound).isPositive();
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
    Place place = new Place.InTopic("t", 0, offset, Decoding.ARRIVAL_MILLIS);
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
      } else if (!whole && !one.otherLog()) {
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
    return one.otherLog() ? "other-log" : one.index() < 0 ? "empty" : "irrelevant";
  }

  private byte[] mutated() {
    byte[] bytes = SHAPES.get(random.nextInt(SHAPES.size())).getBytes(StandardCharsets.UTF_8);
    for (int n = random.nextInt(4); n >= 0; n--) {
      bytes = mutated(bytes);
    }
    return bytes;
  }

  private byte[] mutated(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(10)) {
      case 0 -> flipped(bytes, at);
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> spliced(bytes, at, at, bytes);
      case 3 -> spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(20)), new byte[0]);
      case 4 -> spliced(bytes, at, at, invalidUtf8());
      case 5 ->
          withValue(bytes, text(nested(random.nextInt(random.nextInt(100) == 0 ? 5_000 : 90))));
      case 6 -> withValue(bytes, text("\"" + "x".repeat(random.nextInt(2_000)) + "\""));
      case 7 ->
          random.nextInt(200) == 0
              ? withValue(bytes, text("[" + "1,".repeat(10_001) + "1]"))
              : text(ODD_VALUES.get(random.nextInt(ODD_VALUES.size())));
      case 8 -> duplicated(bytes);
      default -> withValue(bytes, text(ODD_VALUES.get(random.nextInt(ODD_VALUES.size()))));
    };
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  private byte[] invalidUtf8() {
    byte[] bytes = new byte[1 + random.nextInt(4)];
    random.nextBytes(bytes);
    bytes[0] |= (byte) 0x80;
    return bytes;
  }

  private static String nested(int depth) {
    return "[{\"a\":".repeat(depth / 2) + "1" + "}]".repeat(depth / 2);
  }

  /** Puts the value in the place of the one behind some colon. */
  private byte[] withValue(byte[] bytes, byte[] value) {
    int colon = someIndexOf(bytes, ':');
    if (colon < 0) {
      return value;
    }
    int end = colon + 1;
    boolean text = end < bytes.length && bytes[end] == '"';
    end += text ? 1 : 0;
    while (end < bytes.length && (text ? bytes[end] != '"' : ",}]".indexOf(bytes[end]) < 0)) {
      end++;
    }
    return spliced(bytes, colon + 1, Math.min(bytes.length, text ? end + 1 : end), value);
  }

  /** Doubles what stands between some comma and the next. */
  private byte[] duplicated(byte[] bytes) {
    int comma = someIndexOf(bytes, ',');
    int next = comma + 1;
    while (next < bytes.length && bytes[next] != ',') {
      next++;
    }
    return comma < 0 ? bytes : spliced(bytes, next, next, Arrays.copyOfRange(bytes, comma, next));
  }

  private int someIndexOf(byte[] bytes, char wanted) {
    int start = random.nextInt(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int at = (start + i) % bytes.length;
      if (bytes[at] == wanted) {
        return at;
      }
    }
    return -1;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] value) {
    byte[] result = new byte[bytes.length - (to - from) + value.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(value, 0, result, from, value.length);
    System.arraycopy(bytes, to, result, from + value.length, bytes.length - to);
    return result;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String printed(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.length() < 2_000 ? text : text.substring(0, 2_000) + "...";
  }
}
