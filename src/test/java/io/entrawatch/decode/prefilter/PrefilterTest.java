// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.Decoding;
import io.entrawatch.decode.Mutations;
import io.entrawatch.decode.Samples;
import io.entrawatch.decode.SpellingTest;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.DecoderSettings.Identity;
import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.TrafficGenerator;
import io.entrawatch.traffic.format.Format;
import io.entrawatch.traffic.format.RecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which records the prefilter skips, and which it must not. The reference uses the same decoder,
 * rules and input, but these rules do not declare what they need. So the reference reads every
 * record in full.
 */
public class PrefilterTest {
  private static final String APP = "29d9ed98-a469-4536-ade2-f981bc1d605e";
  private static final String OTHER = "00000002-0000-0ff1-ce00-000000000000";

  /** Half of the fuzz test's number, because each record is decoded twice. */
  private static final int RECORDS = Integer.getInteger("entrawatch.fuzz.records", 50_000) / 2;

  /**
   * The reasons for dead letters that the prefilter may miss: the bytes look valid, and the fault
   * is where the prefilter does not look.
   */
  private static final List<String> MISSED =
      List.of("not-json", "invalid-time", "no-time", "too-deep", "too-many-values", "unrecognised");

  private static final String RAW =
      """
      {"time":"2026-03-01T11:51:00Z","tenantId":"t","category":"SignInLogs","identity":"Ada é",\
      "properties":{"id":"ID","createdDateTime":"2026-03-01T11:50:00.1239999Z","ipAddress":"1.2.3.4",\
      "status":{"errorCode":0,"failureReason":"\\u0027r\\u00e9"},"deviceDetail":{"browser":"Chrome"},\
      "appId":"%s","isInteractive":true,"policies":[{"id":"p"}],"userType":"Member","sessionId":"s"}}\
      """;
  private static final String ECS =
      """
      {"@timestamp":"2026-03-01T11:50:00.123Z","event":{"ingested":"2026-03-01T11:55:00Z",\
      "category":["authentication"],"id":"ID"},"source.ip":"2001:db8::1","azure":{"tenant_id":"t",\
      "signinlogs.category":"SignInLogs","signinlogs.properties":{"status":{"error_code":0},"app_id":"%s","is_interactive":"true",\
      "user_type":"Member","session_id":"s"}},"data_stream.dataset":"azure.signinlogs"}\
      """;

  /** A rule that wants an application and members, and groups by session. */
  public record OfApp(boolean declaresNeeds) implements Relevance {
    @Override
    public boolean takes(Event signIn) {
      return APP.equals(signIn.single(Field.APP_ID))
          && "Member".equals(signIn.single(Field.USER_TYPE));
    }

    @Override
    public Field ambiguousGroup(Event signIn) {
      return signIn.get(Field.SESSION_ID).size() > 1 ? Field.SESSION_ID : null;
    }

    @Override
    public List<List<Need>> needs() {
      List<Need> needs =
          List.of(
              new Need(Field.EVENT_CATEGORY, List.of("authentication")),
              new Need(Field.USER_TYPE, List.of("Member")),
              new Need(Field.APP_ID, List.of(APP)));
      return declaresNeeds ? List.of(needs, needs) : List.of();
    }
  }

  private final Decoding.Both full = new Decoding.Both(DecoderSettings.DEFAULT, new OfApp(false));
  private final Decoding.Both filtering =
      new Decoding.Both(DecoderSettings.DEFAULT, new OfApp(true));

  private static String agent(String raw) {
    return "{\"@timestamp\":\"2026-03-01T11:52:00Z\",\"data_stream\":{\"dataset\":\"azure.signinlogs\"},"
        + "\"message\":\""
        + raw.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\"}";
  }

  /** The shapes in their usual form. A document in {@code _source} is always read in full. */
  private static Stream<String> usual(String app) {
    return shapes(app).filter(text -> !text.startsWith("{\"_source\""));
  }

  private static Stream<String> shapes(String app) {
    String raw = RAW.formatted(app);
    String ecs = ECS.formatted(app);
    return Stream.of(raw, ecs, agent(raw), "{\"_source\":" + ecs + "}");
  }

  private static List<Decoded> decode(Decoding.Both decoder, byte[] bytes, long offset) {
    List<Decoded> decoded = new ArrayList<>();
    RecordOrigin origin = new RecordOrigin.InTopic("t", 0, offset, Decoding.ARRIVAL_MILLIS);
    decoder.decode(bytes, origin, decoded::add);
    return decoded;
  }

  private List<Decoded> decodeFiltered(String text) {
    return decode(filtering, text.getBytes(StandardCharsets.UTF_8), 0);
  }

  private static List<Event> signIns(List<Decoded> decoded) {
    return decoded.stream().map(Decoded::signIn).filter(Objects::nonNull).toList();
  }

  private static boolean isSkipped(Decoded decoded) {
    return decoded.signIn() == null && decoded.deadLetter() == null && decoded.otherLog() == null;
  }

  /** Decodes two records, so that the first has moved the clock. */
  private boolean skips(String text) {
    decodeFiltered(text);
    byte[] broken = (text.substring(0, text.length() - 1) + ",x}").getBytes(StandardCharsets.UTF_8);
    return decode(filtering, broken, 1).stream().allMatch(PrefilterTest::isSkipped);
  }

  @Test
  void aDocumentThatIsWrappedIsReadInFullWhateverTheRulesNeed() {
    assertThat(shapes(OTHER).filter(text -> text.startsWith("{\"_source\"")))
        .isNotEmpty()
        .noneMatch(this::skips);
  }

  @Test
  void aRecordWithoutWhatARuleNeedsIsNotParsed() {
    assertThat(usual(OTHER)).allMatch(this::skips);
  }

  @Test
  void aRecordWithAllThatARuleNeedsIsParsed() {
    assertThat(shapes(APP)).noneMatch(this::skips);
    assertThat(shapes(APP).map(this::decodeFiltered)).allMatch(found -> signIns(found).size() == 1);
  }

  @Test
  void aRecordWithOnlyPartOfWhatARuleNeedsIsNotParsed() {
    assertThat(usual(APP).map(text -> text.replace("Member", "Guest"))).allMatch(this::skips);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0032" + "9", "2\\u0039", "\\u00329", "\\u0032\\u0039"})
  void aTextSpelledByEscapesIsFoundInEveryShape(String twentyNine) {
    String app = APP.replaceFirst("29", twentyNine.replace("\\", "\\\\"));
    assertThat(shapes(app)).noneMatch(this::skips);
    assertThat(shapes(app).map(this::decodeFiltered)).allMatch(found -> signIns(found).size() == 1);
  }

  @Test
  void anEscapeThatIsSpelledByEscapesIsFoundToo() {
    for (String backslash : List.of("\\\\u0032", "\\u005cu0032", "\\\\u\\u0030032")) {
      String text = agent(RAW.formatted("@9" + APP.substring(2))).replace("@", backslash);
      assertThat(skips(text)).as(text).isFalse();
      assertThat(signIns(decodeFiltered(text))).as(text).hasSize(1);
    }
  }

  @Test
  void aRuleWithAShortTextIsFoundAsWell() {
    Relevance guests =
        new Relevance() {
          @Override
          public boolean takes(Event signIn) {
            return "Guest".equals(signIn.single(Field.USER_TYPE));
          }

          @Override
          public Field ambiguousGroup(Event signIn) {
            return null;
          }

          @Override
          public List<List<Need>> needs() {
            return List.of(List.of(new Need(Field.USER_TYPE, List.of("Guest"))));
          }
        };
    Decoding.Both decoder = new Decoding.Both(DecoderSettings.DEFAULT, guests);
    byte[] member = RAW.formatted(APP).getBytes(StandardCharsets.UTF_8);
    byte[] guest = RAW.formatted(APP).replace("Member", "Guest").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3; i++) {
      assertThat(signIns(decode(decoder, member, i))).isEmpty();
      assertThat(signIns(decode(decoder, guest, i))).hasSize(1);
    }
  }

  @Test
  void aTopicThatWasCutOffAtSomeLengthIsDeadLettersOnBothWays() {
    String ecs = ECS.formatted(OTHER).strip();
    decodeFiltered(ecs);
    for (int length = 1; length < ecs.length(); length++) {
      if (ecs.charAt(length - 1) != '}') {
        List<Decoded> found = decodeFiltered(ecs.substring(0, length));
        assertThat(found).hasSize(1).allMatch(one -> one.deadLetter() != null);
      }
    }
  }

  @Test
  void aTimeThatIsInTheFutureForItsRecordIsADeadLetterOnBothWays() {
    String ecs = ECS.formatted(OTHER).strip();
    decodeFiltered(ecs);
    RecordOrigin early =
        new RecordOrigin.InTopic("t", 0, 1, Decoding.ARRIVAL_MILLIS - 2 * 3_600_000);
    List<Decoded> found = new ArrayList<>();
    filtering.decode(ecs.getBytes(StandardCharsets.UTF_8), early, found::add);
    found.addAll(decodeFiltered(ecs.replace("11:50:00", "12:55:01")));
    assertThat(found)
        .extracting(one -> one.deadLetter().reason())
        .containsExactly("future-time", "future-time");
  }

  @ParameterizedTest
  @ValueSource(strings = {":", ": ", " : ", "  : ", "\t:", "\n:"})
  void anEnvelopeWithMoreInItIsOpenedHoweverItIsSpaced(String colon) {
    decodeFiltered(ECS.formatted(OTHER));
    String ingested = "\"ingested\":\"2026-03-01T11:55:00Z\"";
    String one = ECS.formatted(OTHER).strip().replace(ingested + ",", "");
    String other = "{\"event\":{" + ingested + "},\"data_stream.dataset\":\"azure.signinlogs\"}";
    List<Decoded> found =
        decodeFiltered("{\"x\":1,\"records\"" + colon + "[" + one + "," + other + "]}");
    assertThat(found.stream().mapToInt(Decoded::records).sum()).isEqualTo(2);
  }

  @Test
  void anEnvelopeInAMessageIsOpened() {
    String raw = RAW.formatted(OTHER).strip();
    String audit =
        "{\"time\":\"2026-03-01T11:51:00Z\",\"category\":\"AuditLogs\",\"operationName\":\"x\"}";
    for (String records : List.of("{\"records\":[%s,%s]}", "{\"x\":1,\"records\" : [%s,%s]}")) {
      decodeFiltered(raw);
      List<Decoded> found = decodeFiltered(agent(records.formatted(raw, audit)));
      assertThat(found.stream().mapToInt(Decoded::records).sum()).isEqualTo(2);
    }
  }

  @Test
  void aColonInATextOfARuleMayBeEscaped() {
    String urn = "urn:app:broker";
    Relevance rule =
        new Relevance() {
          @Override
          public boolean takes(Event signIn) {
            return urn.equals(signIn.single(Field.APP_ID));
          }

          @Override
          public Field ambiguousGroup(Event signIn) {
            return null;
          }

          @Override
          public List<List<Need>> needs() {
            return List.of(List.of(new Need(Field.APP_ID, List.of(urn))));
          }
        };
    Decoding.Both decoder = new Decoding.Both(DecoderSettings.DEFAULT, rule);
    decode(decoder, RAW.formatted(OTHER).getBytes(StandardCharsets.UTF_8), 0);
    byte[] escaped = RAW.formatted("urn\\u003aapp:broker").getBytes(StandardCharsets.UTF_8);
    assertThat(signIns(decode(decoder, escaped, 1))).hasSize(1);
  }

  @Test
  @Timeout(10)
  void aRecordOfNothingButOneTextOfARuleTakesNoLongerThanItsLength() {
    DecoderSettings large =
        new DecoderSettings(
            1 << 24, Duration.ofHours(1), TimestampSource.CREATED_DATE_TIME, Identity.ID);
    Decoding.Both decoder = new Decoding.Both(large, new OfApp(true));
    String guest = RAW.formatted(OTHER).replace("Member", "Guest");
    decode(decoder, guest.getBytes(StandardCharsets.UTF_8), 0);
    byte[] full = guest.replace("Ada", (APP + ' ').repeat(90_000)).getBytes(StandardCharsets.UTF_8);
    List<Decoded> found = decode(decoder, full, 1);
    assertThat(found).singleElement().matches(PrefilterTest::isSkipped);
  }

  /** With the shipped rules, all counts are the same, and few records are read in full. */
  @ParameterizedTest
  @EnumSource
  void ofSoundTrafficEveryCountAndEverySignInIsTheSame(Format format) throws IOException {
    Relevance rules = new RelevantToRules(BuiltInRules.all());
    Reading reference = new Reading(rules);
    Decoding.Both inFull = new Decoding.Both(DecoderSettings.DEFAULT, reference);
    Reading reading = new Reading(rules);
    Decoding.Both filtering =
        new Decoding.Both(
            DecoderSettings.DEFAULT,
            new Reading(rules) {
              @Override
              public boolean takes(Event signIn) {
                return reading.takes(signIn);
              }

              @Override
              public List<List<Need>> needs() {
                return rules.needs();
              }
            });
    RecordWriter writer = format.writer(1_000);
    TrafficGenerator traffic =
        new TrafficGenerator(
            new GenerateRequest(
                5_000, 3, format, 0, GenerateRequest.DEFAULT_START, 2_000, 2, 0, 1_000, 0));
    for (int message = 0; traffic.hasNext(); message++) {
      List<String> records = new ArrayList<>();
      for (int n = message % 3 == 0 ? 10 : 1; n > 0 && traffic.hasNext(); n--) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(traffic.next(), out);
        records.add(out.toString(StandardCharsets.UTF_8));
      }
      String text = String.join(",", records);
      byte[] bytes =
          (records.size() > 1 ? "{\"records\":[" + text + "]}" : text)
              .getBytes(StandardCharsets.UTF_8);
      List<Decoded> expected = decode(inFull, bytes, message);
      List<Decoded> found = decode(filtering, bytes, message);
      assertThat(signIns(found)).isEqualTo(signIns(expected));
      assertThat(counts(found)).isEqualTo(counts(expected));
    }
    assertThat(reference.asked).isEqualTo(5_000);
    assertThat(reading.asked).isBetween(50, 500);
  }

  private static Map<String, Integer> counts(List<Decoded> decoded) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Decoded one : decoded) {
      String fate =
          one.signIn() != null ? "relevant" : one.otherLog() != null ? "other" : "irrelevant";
      counts.merge(one.deadLetter() != null ? "dead" : fate, one.records(), Integer::sum);
      counts.merge(String.valueOf(one.shape()), one.records(), Integer::sum);
    }
    return counts;
  }

  /** Counts the records that are read in full, and does not declare what the rules need. */
  private static class Reading implements Relevance {
    private final Relevance rules;
    private int asked;

    Reading(Relevance rules) {
      this.rules = rules;
    }

    @Override
    public boolean takes(Event signIn) {
      asked++;
      return rules.takes(signIn);
    }

    @Override
    public Field ambiguousGroup(Event signIn) {
      return rules.ambiguousGroup(signIn);
    }
  }

  @Test
  void onBothWaysTheSameSignInsComeOutAndOnlyUnseenFaultsDiffer() {
    List<String> corpus = new ArrayList<>();
    shapes(OTHER).forEach(corpus::add);
    shapes(OTHER).forEach(corpus::add);
    shapes(APP).forEach(corpus::add);
    shapes(APP.replaceFirst("29", "\\\\u0032\\\\u0039")).forEach(corpus::add);
    List.of(OTHER, OTHER, APP).forEach(app -> corpus.addAll(unusual(app)));
    List<String> single = List.copyOf(corpus);
    corpus.add("[" + String.join(",", single) + "]");
    corpus.add("{\"records\":[" + String.join(" , ", single.subList(0, 6)) + "]}");
    Mutations mutations = new Mutations(corpus, 20260302);
    Map<String, Integer> differences = new TreeMap<>();
    long clock = Decoded.NO_TIME;
    long filteringClock = Decoded.NO_TIME;
    long skipped = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] bytes = mutations.next();
      List<Decoded> expected = decode(full, bytes, i);
      List<Decoded> found = decode(filtering, bytes, i);
      compare(new String(bytes, StandardCharsets.ISO_8859_1), expected, found, differences);
      clock = Math.max(clock, newest(expected));
      filteringClock = Math.max(filteringClock, newest(found));
      assertThat(filteringClock).isLessThanOrEqualTo(clock);
      skipped += found.stream().filter(PrefilterTest::isSkipped).count();
    }
    assertThat(filteringClock).isGreaterThanOrEqualTo(clock - SkippedRecords.TICK);
    assertThat(skipped).isGreaterThan(RECORDS / 4);
    assertThat(MISSED).containsAll(differences.keySet());
    assertThat(differences.getOrDefault("unrecognised", 0))
        .as("only what a name was damaged in that leads to the fields of a sign-in")
        .isLessThan(RECORDS / 1_000);
    assertThat(differences.values().stream().mapToInt(n -> n).sum()).isLessThan(RECORDS / 5);
  }

  /** Records that are wrapped, flat or spelled in another way. */
  private static List<String> unusual(String app) {
    String raw = RAW.formatted(app).strip();
    return List.of(
        "{\"body\":" + raw + "}",
        "{\"@timestamp\":\"2026-03-01T11:52:00Z\",\"log\":[" + Samples.quoted(raw) + "]}",
        SpellingTest.spelled(raw, key -> key.toLowerCase(Locale.ROOT)),
        Samples.GRAPH.replace("app-1", app),
        Samples.ROW.replace("\"Member\"", "\"Member\",\"AppId\":\"" + app + "\""));
  }

  private static long newest(List<Decoded> decoded) {
    return decoded.stream().mapToLong(Decoded::time).max().orElse(Decoded.NO_TIME);
  }

  private static void compare(
      String text, List<Decoded> expected, List<Decoded> found, Map<String, Integer> differences) {
    assertThat(signIns(found)).as(text).isEqualTo(signIns(expected));
    Map<Integer, Decoded> byIndex = new HashMap<>();
    expected.forEach(one -> byIndex.put(one.index(), one));
    int skipped = 0;
    for (Decoded one : found) {
      if (isSkipped(one) && one.index() != Decoded.WHOLE) {
        skipped += one.records();
      } else {
        assertThat(one)
            .as(text)
            .usingRecursiveComparison()
            .withEqualsForType(Arrays::equals, byte[].class) // else byte by byte, for minutes
            .isEqualTo(byIndex.remove(one.index()));
      }
    }
    assertThat(skipped).as(text).isEqualTo(byIndex.size());
    for (Decoded passed : byIndex.values()) {
      if (passed.deadLetter() != null) {
        differences.merge(passed.deadLetter().reason(), 1, Integer::sum);
      } else {
        assertThat(isSkipped(passed)).as(text).isTrue();
      }
    }
  }
}
