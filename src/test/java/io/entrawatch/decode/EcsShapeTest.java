// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.dead;
import static io.entrawatch.decode.Decoding.one;
import static io.entrawatch.decode.Decoding.signIn;
import static io.entrawatch.decode.Decoding.withEveryField;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Elasticsearch 8.19 indexed or refused under the integration's mapping. */
class EcsShapeTest {
  private static final String TIME = "'@timestamp':'2026-03-01T11:50:00.000Z'";

  /** By this a document is known to be of a sign-in. */
  private static final String OF_SIGN_IN = "'azure.signinlogs.properties.app_id':'a'";

  private static final Map<String, Field> FIELDS =
      Map.of(
          "session_id", Field.SESSION_ID,
          "status.error_code", Field.ERROR_CODE,
          "is_interactive", Field.IS_INTERACTIVE,
          "device_detail.browser", Field.BROWSER);

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  /** A document of a sign-in with these members too. */
  private static String document(String members) {
    return json("{" + TIME + "," + OF_SIGN_IN + "," + members + "}");
  }

  private static Event of(String members) {
    return signIn(document(members));
  }

  /** The sign-in comes out, without the one value that is not of its field's type. */
  private static Event withoutOneValue(String members) {
    Decoded decoded = one(document(members));
    assertThat(decoded.deadLetter()).as(members).isNull();
    assertThat(decoded.ignored()).as(members).isEqualTo(1);
    return decoded.signIn();
  }

  /** The others are read of objects: see {@link SignInMappingTest}. */
  static Stream<Field> fieldsOfOneScalar() {
    return Field.all().stream()
        .filter(field -> field.type() != FieldType.FLATTENED)
        .filter(field -> field.type() != FieldType.GEO_POINT);
  }

  @ParameterizedTest
  @MethodSource("fieldsOfOneScalar")
  void everyFieldIsReadNestedDottedAndMixed(Field field) {
    String value =
        switch (field.type()) {
          case IP -> "'203.0.113.7'";
          case LONG -> "7";
          case BOOLEAN -> "true";
          case DATE -> "'2026-03-01T11:50:00.000Z'";
          default -> "'x'";
        };
    String plain = value.replace("'", "");
    String time = field == Field.TIMESTAMP ? "'x':1" : TIME;
    String more = field == Field.APP_ID ? time : time + "," + OF_SIGN_IN;
    String[] segments = field.path().split("\\.");
    for (int dots = 0; dots < segments.length; dots++) {
      String head = String.join(".", Arrays.copyOf(segments, dots + 1));
      List<String> tail = List.of(segments).subList(dots + 1, segments.length);
      String nested =
          "'"
              + head
              + "':"
              + "{'".repeat(Math.min(1, tail.size()))
              + String.join("':{'", tail)
              + (tail.isEmpty() ? "" : "':")
              + value
              + "}".repeat(tail.size());
      Event signIn = withEveryField(json("{" + more + "," + nested + "}"));
      assertThat(signIn.get(field)).as(nested).containsExactly(plain);
    }
    String inSource =
        json("{'_index':'i','_source':{" + more + ",'" + field.path() + "':" + value + "}}");
    assertThat(withEveryField(inSource).get(field)).containsExactly(plain);
  }

  static Stream<Arguments> indexed() {
    return Stream.of(
        Arguments.of("session_id", "'a'", List.of("a")),
        Arguments.of("session_id", "1", List.of("1")),
        Arguments.of("session_id", "1.50", List.of("1.50")),
        Arguments.of("session_id", "1e3", List.of("1e3")),
        Arguments.of("session_id", "true", List.of("true")),
        Arguments.of("session_id", "null", List.of()),
        Arguments.of("session_id", "''", List.of("")),
        Arguments.of("session_id", "[]", List.of()),
        Arguments.of("session_id", "['a',['b',null]]", List.of("a", "b")),
        Arguments.of("session_id", "[1,true,'x']", List.of("1", "true", "x")),
        Arguments.of("session_id", "['a','b','a']", List.of("a", "b")),
        Arguments.of("session_id", "['a','a']", List.of("a")),
        Arguments.of("status.error_code", "[7,7]", List.of("7", "7")),
        Arguments.of("session_id", "'a\\ud800b'", List.of("a?b")),
        Arguments.of("session_id", "'\\ud83d\\ude00'", List.of("😀")),
        Arguments.of("status.error_code", "50199", List.of("50199")),
        Arguments.of("status.error_code", "'50199'", List.of("50199")),
        Arguments.of("status.error_code", "1.9", List.of("1")),
        Arguments.of("status.error_code", "'1.9'", List.of("1")),
        Arguments.of("status.error_code", "-0.5", List.of("0")),
        Arguments.of("status.error_code", "1e3", List.of("1000")),
        Arguments.of("status.error_code", "'1e3'", List.of("1000")),
        Arguments.of("status.error_code", "''", List.of()),
        Arguments.of("status.error_code", "'+5'", List.of("5")),
        Arguments.of("status.error_code", "'05'", List.of("5")),
        Arguments.of("status.error_code", "-0.0", List.of("0")),
        Arguments.of("status.error_code", "1e-400", List.of("0")),
        Arguments.of("status.error_code", "'1e-999999999'", List.of("0")),
        Arguments.of("status.error_code", "[1,'2',[3]]", List.of("1", "2", "3")),
        Arguments.of("status.error_code", "9223372036854775807.9", List.of("9223372036854775807")),
        Arguments.of("status.error_code", "-9223372036854775808", List.of("-9223372036854775808")),
        Arguments.of("is_interactive", "true", List.of("true")),
        Arguments.of("is_interactive", "'true'", List.of("true")),
        Arguments.of("is_interactive", "'false'", List.of("false")),
        Arguments.of("is_interactive", "''", List.of("false")),
        Arguments.of("is_interactive", "null", List.of()),
        Arguments.of("is_interactive", "[true,false]", List.of("true", "false")));
  }

  @ParameterizedTest
  @MethodSource("indexed")
  void aValueIsWhatElasticsearchIndexes(String name, String value, List<String> values) {
    Event signIn = of("'azure.signinlogs.properties." + name + "':" + value);
    assertThat(signIn.get(FIELDS.get(name))).isEqualTo(values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "session_id        | {}",
        "session_id        | {'a':1}",
        "session_id        | [{'a':1}]",
        "is_interactive    | 'True'",
        "is_interactive    | 1",
        "is_interactive    | ' '",
        "is_interactive    | {}",
        "status.error_code | ' 5'",
        "status.error_code | 'abc'",
        "status.error_code | true",
        "status.error_code | 9223372036854775808",
        "status.error_code | -9223372036854775809",
        "status.error_code | '0x10'",
        "status.error_code | 1e400",
        "status.error_code | 1e999999999",
        "status.error_code | '1e99999999999'",
        "status.error_code | 'NaN'",
        "status.error_code | '1d'",
        "status.error_code | {}",
        "status            | 'x'",
        "device_detail     | ''",
        "device_detail     | [1]",
      })
  void aValueThatElasticsearchRefusesIsDroppedAndCounted(String name, String value) {
    Event signIn = withoutOneValue("'azure.signinlogs.properties." + name + "':" + value);
    assertThat(signIn.values()).containsOnlyKeys(Field.TIMESTAMP, Field.APP_ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'1.1.1'", "''", "1", "true", "' 1.1.1.1'", "'fe80::1%'", "{}"})
  void whatIsNoAddressIsDroppedAndCounted(String value) {
    assertThat(withoutOneValue("'source.ip':" + value).get(Field.SOURCE_IP)).isEmpty();
    assertThat(withoutOneValue("'source.ip':[" + value + ",'1.1.1.1']").get(Field.SOURCE_IP))
        .containsExactly("1.1.1.1");
  }

  @Test
  void aFieldGivenTwiceHasTwoValues() {
    assertThat(of("'source.ip':'1.1.1.1','source':{'ip':'2.2.2.2'}").get(Field.SOURCE_IP))
        .containsExactly("1.1.1.1", "2.2.2.2");
    assertThat(of("'source.ip':'1.1.1.1','source.ip':'2.2.2.2'").get(Field.SOURCE_IP))
        .containsExactly("1.1.1.1", "2.2.2.2");
  }

  @Test
  void anAddressGivenTwiceIsOne() {
    assertThat(of("'source.ip':['1.1.1.1','::ffff:1.1.1.1']").get(Field.SOURCE_IP))
        .containsExactly("1.1.1.1");
    assertThat(of("'source.ip':'2001:db8::1','source':{'ip':'2001:DB8::1'}").get(Field.SOURCE_IP))
        .containsExactly("2001:db8::1");
  }

  @Test
  void arraysOfObjectsAreFlattened() {
    assertThat(of("'source':[{'ip':'1.1.1.1'},[{'ip':'2.2.2.2'}],null,[]]").get(Field.SOURCE_IP))
        .containsExactly("1.1.1.1", "2.2.2.2");
    assertThat(of("'source':null").get(Field.SOURCE_IP)).isEmpty();
    assertThat(withoutOneValue("'source':[{'ip':'1.1.1.1'},5]").get(Field.SOURCE_IP))
        .containsExactly("1.1.1.1");
  }

  @Test
  void addressesComeInCanonicalForm() {
    Event signIn =
        of("'source':{'ip':['::ffff:1.1.1.1','2001:DB8:0:0::1'],'address':'2001:DB8::1'}");
    assertThat(signIn.get(Field.SOURCE_IP)).containsExactly("1.1.1.1", "2001:db8::1");
    assertThat(signIn.get(Field.SOURCE_ADDRESS)).containsExactly("2001:DB8::1");
  }

  @Test
  void whatNobodyReadsMayBeAnything() {
    Event signIn = of("'x':{'y':[1,{'z':null}]},'source.port':{},'azure':{'more':[[]]}");
    assertThat(signIn.values()).containsOnlyKeys(Field.TIMESTAMP, Field.APP_ID);
  }

  @Test
  void aTextBeyondWhatElasticsearchIndexesStillCountsAndStaysApartFromEveryOther() {
    String padding = "a".repeat(1_100_000);
    String one = of("'user_agent':{'original':'" + padding + "1'}").single(Field.USER_AGENT);
    String other = of("'user_agent':{'original':'" + padding + "2'}").single(Field.USER_AGENT);
    assertThat(one).hasSize(1_024).startsWith("a".repeat(959) + "…").isNotEqualTo(other);
    assertThat(of("'user_agent':{'original':'" + padding + "1'}").single(Field.USER_AGENT))
        .isEqualTo(one);
    String longest = "é".repeat(1_024);
    assertThat(of("'user_agent':{'original':'" + longest + "'}").single(Field.USER_AGENT))
        .isEqualTo(longest);
  }

  @Test
  void aCutLeavesNoHalfCharacter() {
    String text = "a".repeat(958) + "😀".repeat(100);
    assertThat(of("'user_agent':{'original':'" + text + "'}").single(Field.USER_AGENT))
        .hasSize(1_023)
        .startsWith("a".repeat(958) + "…");
  }

  @Test
  void aMessageMayBeLonger() {
    assertThat(of("'message':'" + "a".repeat(8_192) + "'").single(Field.MESSAGE)).hasSize(8_192);
    assertThat(of("'message':'" + "a".repeat(8_193) + "'").single(Field.MESSAGE))
        .hasSize(8_192)
        .contains("…");
  }

  @Test
  void anIdOfAMegabyteIsAUidOfAThousandCharacters() {
    String id = "i".repeat(1_000_000);
    String category = "c".repeat(50_000);
    Event one = of("'event.id':'" + id + "1','azure.signinlogs.category':'" + category + "'");
    Event other = of("'event.id':'" + id + "2','azure.signinlogs.category':'" + category + "'");
    assertThat(one.uid()).hasSize(2_049).isNotEqualTo(other.uid());
  }

  @Test
  void aSignInOfMoreThanIsKeptIsADeadLetterAndPaddingSingleTextsMakesNone() {
    StringBuilder all = new StringBuilder();
    for (Field field : Field.all()) {
      if (field.type() == FieldType.KEYWORD) {
        all.append(all.isEmpty() ? "" : ",");
        all.append('\'').append(field.path()).append("':'").append("a".repeat(20_000)).append('\'');
      }
    }
    assertThat(of(all.toString()).values().values())
        .allSatisfy(values -> assertThat(values.get(0).length()).isLessThanOrEqualTo(8_192));
    String many =
        IntStream.range(0, 70)
            .mapToObj(i -> "'" + i + "b".repeat(1_000) + "'")
            .collect(Collectors.joining(","));
    assertThat(dead(document("'event':{'id':[" + many + "]}")).reason()).isEqualTo("too-large");
  }

  @Test
  void theUidIsTheIdAndTheCategory() {
    String category = ",'azure.signinlogs.category':'SignInLogs'";
    String id = "'azure.signinlogs.properties.id':'p1'";
    assertThat(of(id + ",'event.id':'e1'" + category).uid()).isEqualTo("p1|SignInLogs");
    assertThat(of("'event.id':'e1'" + category).uid()).isEqualTo("e1|SignInLogs");
    assertThat(of("'event.id':'e1'").uid()).isEqualTo("e1|");
    assertThat(of("'event.id':''" + category).uid()).matches("[0-9a-f]{32}");
    assertThat(of("'event.id':['a','b']").uid()).matches("[0-9a-f]{32}");
  }

  @Test
  void aDocumentOfAnotherDatasetIsOfAnotherLog() {
    String other = "'event':{'dataset':'azure.auditlogs'}";
    Decoded decoded = one(json("{" + TIME + "," + other + "}"));
    assertThat(decoded.otherLog()).isEqualTo("azure.auditlogs");
    assertThat(decoded.shape()).isEqualTo(Shape.ECS);
    assertThat(decoded.signIn()).isNull();
  }

  @Test
  void aDocumentWithAFieldOfASignInIsOneWhateverItsDatasetIs() {
    assertThat(of("'event':{'dataset':'azure.auditlogs'}").single(Field.EVENT_DATASET))
        .isEqualTo("azure.auditlogs");
  }

  @Test
  void aRawMemberDoesNotMakeADocumentRaw() {
    Event signIn =
        of("'event.ingested':'2026-03-01T11:55:00.000Z','category':'x','properties':{'id':{}}");
    assertThat(signIn.values())
        .containsOnlyKeys(Field.TIMESTAMP, Field.EVENT_INGESTED, Field.APP_ID);
  }
}
