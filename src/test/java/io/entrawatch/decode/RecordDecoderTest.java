// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.ARRIVAL_MILLIS;
import static io.entrawatch.decode.Decoding.PLACE;
import static io.entrawatch.decode.Decoding.dead;
import static io.entrawatch.decode.Decoding.decode;
import static io.entrawatch.decode.Decoding.one;
import static io.entrawatch.decode.Decoding.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.DecoderSettings.Identity;
import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {
  private static final String GOOD =
      "{\"category\":\"SignInLogs\",\"time\":\"2026-03-01T11:50:00Z\",\"tenantId\":\"é\"}";

  /** By this a document is known to be of a sign-in. */
  private static final String OF_SIGN_IN = "\"azure.signinlogs.category\":\"SignInLogs\"";

  /** A document of a sign-in with these members too. */
  private static String ecs(String members) {
    return "{" + OF_SIGN_IN + "," + members.replace('\'', '"') + "}";
  }

  private static String text(DeadLetter dead) {
    return new String(dead.bytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{\"a\":1",
        "[",
        "{\"a\":1}}",
        "{}x",
        "nul",
        "hello",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":1,}",
        "[1,2",
        "[]]",
        "{\"records\":[]}x",
        "{\"records\":[",
        "\"abc",
        "1 2",
        "{\"a\":\"\u0001\"}",
        "{\"a\":1} \"b\"",
        "[] 7"
      })
  void whatIsNoJsonIsOneDeadLetterWithItsBytes(String text) {
    Decoded decoded = one(text);
    assertThat(decoded.deadLetter().reason())
        .as(decoded.deadLetter().detail())
        .isEqualTo("not-json");
    assertThat(text(decoded.deadLetter())).isEqualTo(text);
    assertThat(decoded.index()).isEqualTo(Decoded.WHOLE);
    assertThat(decoded.time()).isEqualTo(Decoded.NO_TIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"abc\"", "1", "-1.5e3", "true", "null", " false ", "[1,2]", "[null]", "[[[7]]]"})
  void whatIsNoObjectIsADeadLetter(String text) {
    Decoded decoded = one(text);
    assertThat(decoded.deadLetter().reason()).isEqualTo("not-an-object");
    assertThat(decoded.index()).isEqualTo(Decoded.WHOLE);
  }

  @Test
  void aDeadLetterTellsWhereItCameFrom() {
    DeadLetter dead = dead("x");
    assertThat(dead.topic()).isEqualTo("sign-ins");
    assertThat(dead.partition()).isEqualTo(3);
    assertThat(dead.offset()).isEqualTo(42);
    assertThat(dead.timestamp()).isEqualTo(ARRIVAL_MILLIS);
    DeadLetter ofFile = decode("x", new RecordOrigin.InFile("f.ndjson", 9, 0)).get(0).deadLetter();
    assertThat(ofFile.file()).isEqualTo("f.ndjson");
    assertThat(ofFile.line()).isEqualTo(9);
    assertThat(ofFile.topic()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", " [ ] ", "{\"records\":[]}", "{\"records\":[],\"x\":{}}"})
  void anEmptyBatchIsCountedAndNotDead(String text) {
    assertThat(decode(text)).containsExactly(Decoded.emptyBatch());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[[{}]]",
        "\uFEFF{}",
        "{\"records\":{}}",
        "{\"records\":null}",
        "{\"a\":{\"records\":[]}}"
      })
  void anObjectInWhichNothingIsRecognisedIsADeadLetter(String text) {
    Decoded decoded = one(text);
    assertThat(decoded.deadLetter().reason()).isEqualTo("unrecognised");
    assertThat(decoded.deadLetter().detail()).isNotEmpty();
    assertThat(decoded.index()).isZero();
  }

  @Test
  void recordsBehindEachOtherAreRecordsOfTheirOwn() {
    for (String between : List.of("", " ", "\t", "\n")) {
      List<Decoded> decoded = decode(GOOD + between + "{}" + between + GOOD);
      assertThat(decoded).extracting(Decoded::index).containsExactly(0, 1, 2);
      assertThat(decoded.get(0).signIn()).isNotNull().isEqualTo(decoded.get(2).signIn());
      assertThat(text(decoded.get(1).deadLetter()).strip()).isEqualTo("{}");
    }
    assertThat(decode("[] [" + GOOD + "] []")).hasSize(1);
    assertThat(decode("[] []")).containsExactly(Decoded.emptyBatch());
  }

  @Test
  void aByteOrderMarkInFrontOfARecordIsReadOver() {
    assertThat(signIn("\uFEFF" + GOOD)).isEqualTo(signIn(GOOD));
    assertThat(decode("\uFEFF[" + GOOD + "]"))
        .extracting(Decoded::signIn)
        .containsOnly(signIn(GOOD));
  }

  @Test
  void byPositionAllRecordsAreToldApartInAnEventOfAnAgentWithinABatchToo() {
    DecoderSettings byPosition =
        new DecoderSettings(
            10_000, Duration.ofHours(1), TimestampSource.CREATED_DATE_TIME, Identity.POSITION);
    String message = "{\"records\":[" + GOOD + "," + GOOD + "]}";
    String agent =
        "{\"data_stream\":{\"dataset\":\"x\"},\"message\":\""
            + message.replace("\"", "\\\"")
            + "\"}";
    byte[] batch = ("[" + agent + "," + GOOD + "]").getBytes(StandardCharsets.UTF_8);
    assertThat(decode(batch, byPosition, PLACE, new Decoding.Everything()))
        .extracting(one -> one.signIn().uid())
        .containsExactly("sign-ins/3/42#0", "sign-ins/3/42#0.1", "sign-ins/3/42#1");
  }

  @Test
  void oneBadElementOfABatchIsOneDeadLetterAndTheRestCounts() {
    String bad =
        "{\"category\":\"SignInLogs\", \"é\":[{}], \"properties\" : {\"id\":\"x\", \"createdDateTime\":{}} }";
    String deep = "{\"x\":" + "[".repeat(70) + "]".repeat(70) + "}";
    String elements = "7," + GOOD + " , " + bad + ",\"té xt\", 12 ,null,[7]," + deep + ",\n" + GOOD;
    for (String batch :
        List.of("[" + elements + "]", "{\"é\":1,\"records\":[" + elements + "],\"b\":2}")) {
      List<Decoded> decoded = decode(batch);
      assertThat(decoded).extracting(Decoded::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
      assertThat(decoded.get(1).signIn()).isNotNull();
      assertThat(decoded.get(8).signIn()).isNotNull();
      assertThat(text(decoded.get(0).deadLetter())).isEqualTo("7");
      List<DeadLetter> dead = decoded.subList(2, 8).stream().map(Decoded::deadLetter).toList();
      assertThat(dead)
          .extracting(DeadLetter::reason)
          .containsExactly(
              "invalid-time",
              "not-an-object",
              "not-an-object",
              "not-an-object",
              "not-an-object",
              "too-deep");
      assertThat(dead)
          .extracting(RecordDecoderTest::text)
          .containsExactly(bad, "\"té xt\"", "12", "null", "7", deep);
    }
  }

  @Test
  void aBatchThatBreaksCountsUpToThereAndTheRestIsOneDeadLetter() {
    String two = "[" + GOOD + "," + GOOD;
    for (String rest :
        List.of("", ",", "," + GOOD.substring(0, 20), ",[}," + GOOD + "]", "]x", "] 7", "x")) {
      List<Decoded> decoded = decode(two + rest);
      assertThat(decoded).as(rest).extracting(Decoded::index).containsExactly(0, 1, 2);
      assertThat(decoded.get(1).signIn()).isNotNull();
      DeadLetter dead = decoded.get(2).deadLetter();
      assertThat(dead.reason()).isEqualTo("not-json");
      assertThat("," + text(dead)).endsWith(rest);
    }
    Decoded none = one("[" + GOOD.substring(0, 20));
    assertThat(none.index()).isEqualTo(Decoded.WHOLE);
    assertThat(decode(two + ",[1}," + GOOD + "]"))
        .extracting(Decoded::index, decoded -> decoded.deadLetter() == null)
        .containsExactly(tuple(0, true), tuple(1, true), tuple(2, false), tuple(3, false));
  }

  @Test
  void whatPrecedesTheFirstRecordOfATextIsNotLostEither() {
    for (String before : List.of("[7] ", "{\"records\":[7]} ", "{\"records\":[[[[7]]]]}")) {
      List<Decoded> decoded = decode(before + GOOD);
      assertThat(decoded).extracting(Decoded::index).containsExactly(0, 1);
      assertThat(decoded.get(0).deadLetter().reason()).isEqualTo("not-an-object");
      assertThat(decoded.get(1).signIn()).isEqualTo(signIn(GOOD));
    }
  }

  @Test
  void aRecordAroundAnEnvelopeCountsBesideWhatTheEnvelopeHolds() {
    String around = "{\"records\":[%s],\"x\":" + GOOD + "}";
    assertThat(decode(around.formatted(""))).extracting(Decoded::signIn).containsOnly(signIn(GOOD));
    assertThat(decode(around.formatted(GOOD)))
        .extracting(Decoded::signIn)
        .containsExactly(signIn(GOOD), signIn(GOOD));
    for (String rest : List.of("x", " 7", "}", " {")) {
      List<Decoded> decoded = decode(around.formatted("7") + rest);
      assertThat(decoded).as(rest).extracting(Decoded::index).containsExactly(0, 1, 2);
      assertThat(decoded)
          .filteredOn(one -> one.deadLetter() != null)
          .extracting(one -> one.deadLetter().reason())
          .containsExactly("not-an-object", "not-json");
      assertThat(decoded).filteredOn(one -> one.signIn() != null).hasSize(1);
    }
  }

  @Test
  void aRecordThatBreaksWithinItsBracesIsOneDeadLetterAndTheRestOfTheBatchCounts() {
    String records = GOOD + ",{\"a\":} , {\"b\":[1}\t,\n{\"c\":\"\\\"}\"},{\"d\":{}x}," + GOOD;
    for (String batch : List.of("[" + records + "]", " {\"records\" : [" + records + " ] } ")) {
      List<Decoded> decoded = decode(batch);
      assertThat(decoded).extracting(Decoded::index).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(decoded.get(0).signIn()).isNotNull();
      assertThat(decoded.get(5).signIn()).isNotNull();
      List<DeadLetter> dead = decoded.subList(1, 5).stream().map(Decoded::deadLetter).toList();
      assertThat(dead)
          .extracting(DeadLetter::reason)
          .containsExactly("not-json", "not-json", "unrecognised", "not-json");
      assertThat(dead)
          .extracting(RecordDecoderTest::text)
          .containsExactly("{\"a\":}", "{\"b\":[1}", "{\"c\":\"\\\"}\"}", "{\"d\":{}x}");
    }
  }

  @Test
  void bytesThatAreNotUtf8AreADeadLetterWhereverTheyStand() {
    for (String bad :
        List.of(
            "\u00C3(",
            "\u00FF",
            "\u00C0\u0080",
            "\u00ED\u00A0\u0080",
            "\u00F5\u0080\u0080\u0080",
            "\u00E9")) {
      for (String around :
          List.of("{\"x\":\"%s\"}", "{\"time\":\"2026\",\"category\":\"%s\"}", "{\"%s\":1}")) {
        byte[] bytes = around.formatted(bad).getBytes(StandardCharsets.ISO_8859_1);
        List<Decoded> decoded = decode(bytes);
        assertThat(decoded).hasSize(1);
        assertThat(decoded.get(0).deadLetter().reason()).isEqualTo("not-json");
        assertThat(decoded.get(0).deadLetter().bytes()).isEqualTo(bytes);
      }
    }
  }

  @Test
  void aTextOfAnotherEncodingIsUnrecognisedAndNamed() {
    for (var charset :
        List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
      for (String text : List.of(GOOD, "\uFEFF" + GOOD, " [" + GOOD + "]")) {
        List<Decoded> decoded = decode(text.getBytes(charset));
        assertThat(decoded).hasSize(1);
        assertThat(decoded.get(0).deadLetter().reason()).isEqualTo("unrecognised");
        assertThat(decoded.get(0).deadLetter().detail()).contains("UTF-16");
      }
    }
  }

  @Test
  void nestingIsBoundedWhetherReadOrNot() {
    for (String key : List.of("x", "source", "source.ip", "properties", "category")) {
      String head = "{\"@timestamp\":\"2026-03-01\"," + OF_SIGN_IN + ",\"" + key + "\":";
      String fits = head + "[".repeat(63) + "]".repeat(63) + "}";
      assertThat(signIn(fits)).isNotNull();
      String deep = head + "[".repeat(64) + "]".repeat(64) + "}";
      assertThat(dead(deep).reason()).as(key).isEqualTo("too-deep");
      String deeper = head + "[".repeat(500_000) + "]".repeat(500_000) + "}";
      assertThat(dead(deeper).reason()).isEqualTo("too-deep");
    }
    String objects = "{\"a\":".repeat(65) + "1" + "}".repeat(65);
    assertThat(dead(objects).reason()).isEqualTo("too-deep");
    assertThat(dead("[".repeat(5_000)).reason()).isEqualTo("too-deep");
  }

  @Test
  void theValuesOfAFieldAreBounded() {
    String ten =
        IntStream.range(0, 10_000).mapToObj(i -> "\"" + i + "\",").collect(Collectors.joining());
    String fits =
        ecs("'@timestamp':'2026','event.id':[" + ten.substring(0, ten.length() - 1) + "]");
    assertThat(signIn(fits).get(Field.EVENT_ID)).hasSize(10_000);
    String many = ecs("'@timestamp':'2026','event.id':[" + ten + "'b']");
    assertThat(dead(many).reason()).isEqualTo("too-many-values");
    String unread = ecs("'@timestamp':'2026','x':[" + ten + "'b']");
    assertThat(signIn(unread)).isNotNull();
  }

  @Test
  void aRecordIsBoundedAndCutInItsDeadLetter() {
    DecoderSettings small =
        new DecoderSettings(
            GOOD.getBytes(StandardCharsets.UTF_8).length,
            Duration.ofHours(1),
            TimestampSource.CREATED_DATE_TIME,
            Identity.ID);
    byte[] fits = GOOD.getBytes(StandardCharsets.UTF_8);
    var rule = new Decoding.Everything();
    assertThat(decode(fits, small, PLACE, rule).get(0).signIn()).isNotNull();
    byte[] large = (GOOD + " ").getBytes(StandardCharsets.UTF_8);
    Decoded decoded = decode(large, small, PLACE, rule).get(0);
    assertThat(decoded.deadLetter().reason()).isEqualTo("too-large");
    assertThat(decoded.deadLetter().bytes()).isEqualTo(fits);
    assertThat(decoded.index()).isEqualTo(Decoded.WHOLE);
  }

  @Test
  void aHugeNumberIsNoTrouble() {
    String digits = "9".repeat(200_000);
    assertThat(signIn(ecs("'@timestamp':'2026','x':" + digits + ".5e9"))).isNotNull();
    String code = "'@timestamp':'2026','azure.signinlogs.properties.status.error_code':";
    for (String huge : List.of(digits, "1e" + digits, "-1e-" + digits)) {
      Decoded decoded = one(ecs(code + huge));
      assertThat(decoded.ignored()).isEqualTo(1);
      assertThat(decoded.signIn().get(Field.ERROR_CODE)).isEmpty();
    }
    String time = "{\"@timestamp\":" + digits + "," + OF_SIGN_IN + "}";
    assertThat(dead(time).reason()).isEqualTo("invalid-time");
    assertThat(dead(time).detail()).hasSizeLessThan(250);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'@timestamp':'2026-03-01T11:50:00Z','event.ingested':'2026-03-01T11:55:00Z' | 11:50:00 |"
            + " 11:55:00",
        "'@timestamp':'2026-03-01T11:50:00Z'                                         | 11:50:00 |"
            + " 11:50:00",
        "'event.ingested':'2026-03-01T11:55:00Z'                                     | 11:55:00 |"
            + " 11:55:00",
        "'@timestamp':1772365800000,'event':{'ingested':'1772366100000'}             | 11:50:00 |"
            + " 11:55:00",
        "'@timestamp':'2026-03-01T12:30:00Z','event.ingested':'2026-03-01T11:30:00Z' | 12:30:00 |"
            + " 11:30:00",
        "'event.ingested':'2026-03-01T13:00:00Z'                                     | 13:00:00 |"
            + " 13:00:00",
      })
  void theTimesOfADocument(String members, String timestamp, String ingested) {
    var signIn = signIn(ecs(members));
    assertThat(Times.iso(signIn.timestamp())).isEqualTo("2026-03-01T" + timestamp + ".000Z");
    assertThat(Times.iso(signIn.ingested())).isEqualTo("2026-03-01T" + ingested + ".000Z");
    signIn.get(Field.TIMESTAMP).forEach(t -> assertThat(t).hasSize(24));
    assertThat(signIn.values())
        .hasSize(members.contains("@timestamp") && members.contains("ingested") ? 3 : 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'event.id':'x'                                    | no-time",
        "'@timestamp':null,'event.ingested':[]             | no-time",
        "'@timestamp':'yesterday'                          | invalid-time",
        "'@timestamp':''                                   | invalid-time",
        "'@timestamp':{}                                   | invalid-time",
        "'@timestamp':true                                 | invalid-time",
        "'@timestamp':['2026','2025']                      | invalid-time",
        "'@timestamp':'yesterday','event.ingested':'x'     | invalid-time",
        "'@timestamp':'','event':{'ingested':{}}           | invalid-time",
        "'@timestamp':9223372036854775807                  | invalid-time",
        "'event.ingested':'2026-03-01T13:00:00.001Z'       | future-time",
        "'@timestamp':'2026-03-01T13:00:00.001Z'           | future-time",
        "'@timestamp':'2026-03-01T12:30:00.001Z','event.ingested':'2026-03-01T11:30:00Z' |"
            + " future-time",
        "'@timestamp':'9999-12-31T23:59:59Z'               | future-time",
      })
  void whatHasNoUsableTimeIsADeadLetterWhetherARuleTakesItOrNot(String members, String reason) {
    byte[] bytes = ecs(members).getBytes(StandardCharsets.UTF_8);
    for (Relevance rules : List.of(new Decoding.Everything(), new Decoding.SuccessesBySession())) {
      List<Decoded> decoded = decode(bytes, DecoderSettings.DEFAULT, PLACE, rules);
      assertThat(decoded).hasSize(1);
      assertThat(decoded.get(0).deadLetter().reason()).isEqualTo(reason);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'@timestamp':'2026-03-01T11:50:00Z','event':{'ingested':'x'}",
        "'@timestamp':'2026-03-01T11:50:00Z','event.ingested':''",
        "'@timestamp':'yesterday','event.ingested':'2026-03-01T11:50:00Z'",
        "'@timestamp':{},'event.ingested':'2026-03-01T11:50:00Z'"
      })
  void ofTwoTimesOfADocumentOneThatCannotBeReadIsIgnored(String members) {
    Decoded decoded = one(ecs(members));
    assertThat(decoded.deadLetter()).isNull();
    assertThat(Times.iso(decoded.signIn().timestamp())).isEqualTo("2026-03-01T11:50:00.000Z");
    assertThat(decoded.signIn().ingested()).isEqualTo(decoded.signIn().timestamp());
    assertThat(decoded.ignored()).isEqualTo(1);
  }

  @Test
  void inAFileTheStartOfTheRunBoundsTheTime() {
    RecordOrigin line = new RecordOrigin.InFile("f", 1, ARRIVAL_MILLIS);
    assertThat(decode(ecs("'@timestamp':'2026-03-01T13:00:00Z'"), line).get(0).signIn())
        .isNotNull();
    assertThat(
            decode(ecs("'@timestamp':'2026-03-01T13:00:00.001Z'"), line)
                .get(0)
                .deadLetter()
                .reason())
        .isEqualTo("future-time");
    String raw = GOOD.replace("11:50:00", "13:00:01");
    assertThat(decode(raw, line).get(0).deadLetter().reason()).isEqualTo("future-time");
  }

  @Test
  void anEnvelopeOfAnotherLogIsBoundInTimeLikeASignIn() {
    String envelope =
        "{'data_stream':{'dataset':'azure.auditlogs'},'event':{'ingested':'%s'},"
            + "'message':'{\\'category\\':\\'AuditLogs\\'}'}";
    String late = envelope.formatted("9999-12-31T00:00:00Z").replace('\'', '"');
    assertThat(decode(late, PLACE).get(0).deadLetter().reason()).isEqualTo("future-time");
    String sound = envelope.formatted("2026-03-01T11:50:00Z").replace('\'', '"');
    assertThat(decode(sound, PLACE).get(0).otherLog()).isNotNull();
  }

  @Test
  void aSignInThatNoRuleTakesIsJustTimePassing() {
    byte[] failure =
        ecs("'@timestamp':'2026-03-01T11:50:00Z','event.outcome':'failure'")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(decode(failure, DecoderSettings.DEFAULT, PLACE, new Decoding.SuccessesBySession()))
        .containsExactly(
            Decoded.irrelevant(ARRIVAL_MILLIS - 600_000, 0, 0, 0).from(PLACE, Shape.ECS));
  }

  @Test
  void aSignInThatARuleTakesWithSeveralValuesInItsGroupIsADeadLetter() {
    String two =
        "'@timestamp':'2026','azure.signinlogs.properties.session_id':['a','b'],'event.outcome':";
    byte[] taken = ecs(two + "'success'").getBytes(StandardCharsets.UTF_8);
    byte[] left = ecs(two + "'failure'").getBytes(StandardCharsets.UTF_8);
    Relevance rules = new Decoding.SuccessesBySession();
    DeadLetter dead = decode(taken, DecoderSettings.DEFAULT, PLACE, rules).get(0).deadLetter();
    assertThat(dead.reason()).isEqualTo("multi-valued-group");
    assertThat(dead.detail()).contains("azure.signinlogs.properties.session_id");
    assertThat(decode(left, DecoderSettings.DEFAULT, PLACE, rules).get(0).deadLetter()).isNull();
  }

  @Test
  void theSameDecoderKeepsNothingOfOneRecordForTheNext() {
    Decoding.Both decoder = new Decoding.Both(DecoderSettings.DEFAULT, new Decoding.Everything());
    String full = "'@timestamp':'x','event.id':['a','b'],'message':'m','source.ip':'x'";
    decoder.decode(
        ecs(full).getBytes(StandardCharsets.UTF_8),
        PLACE,
        decoded -> assertThat(decoded.deadLetter()).isNotNull());
    String next = "'@timestamp':'2026','event.id':'c'";
    decoder.decode(
        ecs(next).getBytes(StandardCharsets.UTF_8),
        PLACE,
        decoded -> {
          assertThat(decoded.ignored()).isZero();
          assertThat(decoded.signIn().values())
              .containsOnlyKeys(Field.TIMESTAMP, Field.EVENT_ID, Field.CATEGORY)
              .containsEntry(Field.EVENT_ID, List.of("c"));
        });
  }

  @Test
  void settingsOutOfBoundsAreRefusedInWords() {
    assertThatThrownBy(
            () -> new DecoderSettings(0, Duration.ZERO, TimestampSource.TIME, Identity.ID))
        .hasMessageContaining("maxBytes is 0");
    assertThatThrownBy(
            () -> new DecoderSettings(1, Duration.ofSeconds(-1), TimestampSource.TIME, Identity.ID))
        .hasMessageContaining("maxSkew is PT-1S");
  }
}
