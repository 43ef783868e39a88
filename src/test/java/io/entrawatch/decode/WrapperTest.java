// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.dead;
import static io.entrawatch.decode.Decoding.decode;
import static io.entrawatch.decode.Decoding.one;
import static io.entrawatch.decode.Decoding.signIn;
import static io.entrawatch.decode.Samples.json;
import static io.entrawatch.decode.Samples.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record may be wrapped in, and what is added to it. */
class WrapperTest {
  private static final String AUDIT =
      json(
          "{'time':'2026-03-01T11:51:00Z','category':'AuditLogs','operationName':'Add user',"
              + "'properties':{'id':'a-1','targetResources':[{'userPrincipalName':'x',"
              + "'modifiedProperties':[{'newValue':'[\\'a\\']'},{'newValue':'{\\'b\\':1}'}]}]}}");

  private static void isSameAs(String bare, String wrapped) {
    assertThat(decode(wrapped))
        .as(wrapped)
        .extracting(Decoded::signIn)
        .containsExactly(signIn(bare));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "records",
        "Records",
        "RECORDS",
        "message",
        "log",
        "json",
        "body",
        "Body",
        "payload",
        "value",
        "_raw",
        "event.original",
        "data",
        "anything else"
      })
  void aRecordIsReadInAnyMemberAsObjectArrayAndTextOnceAndTwiceQuoted(String member) {
    for (String signIn : Samples.ALL) {
      String key = "{\"host\":{\"name\":\"h\"},\"" + member + "\":";
      isSameAs(signIn, key + signIn + "}");
      isSameAs(signIn, key + "[" + signIn + "]}");
      isSameAs(signIn, key + "[[" + signIn + "]],\"tags\":[\"x\"]}");
      isSameAs(signIn, key + quoted(signIn) + "}");
      isSameAs(signIn, key + quoted(quoted(signIn)) + "}");
      isSameAs(signIn, key + "[" + quoted(signIn) + "]}");
      isSameAs(signIn, key + quoted("\uFEFF" + signIn + "\r\n") + "}");
      isSameAs(signIn, key + quoted("[" + signIn + "]") + "}");
      isSameAs(signIn, key + quoted("{\"records\":[" + signIn + "]}") + "}");
      isSameAs(signIn, "[" + key + signIn + "}]");
      isSameAs(signIn, "{\"records\":[" + key + quoted(signIn) + "}]}");
    }
  }

  @ParameterizedTest
  @FieldSource("io.entrawatch.decode.Samples#ALL")
  void aRecordIsReadAsATextAloneAndAsAnElementInQuotes(String signIn) {
    isSameAs(signIn, quoted(signIn));
    isSameAs(signIn, quoted(quoted(signIn)));
    isSameAs(signIn, "[" + quoted(signIn) + "]");
    isSameAs(signIn, "{\"records\":[" + quoted(signIn) + "]}");
    isSameAs(signIn, "{\"records\":" + quoted("[" + signIn + "]") + "}");
    isSameAs(signIn, "{\"records\":{\"records\":[" + signIn + "]}}");
    isSameAs(signIn, "[{\"records\":[" + signIn + "]}]");
  }

  @Test
  void everyRecordOfEveryWrapperIsReadOnce() {
    String raw = Samples.RAW;
    String graph = Samples.GRAPH;
    String text = "{\"records\":[" + quoted(raw + "\n" + graph) + "," + AUDIT + "]}";
    for (String wrapped : List.of(text, "{\"x\":" + text + "}", "{\"x\":" + quoted(text) + "}")) {
      List<Decoded> decoded = decode(wrapped);
      assertThat(decoded)
          .extracting(Decoded::signIn)
          .containsExactly(signIn(raw), signIn(graph), null);
      assertThat(decoded.get(2).otherLog()).isEqualTo("AuditLogs");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'@timestamp':'2026-03-01T11:59:00Z'",
        "'@version':'1'",
        "'event':{'dataset':'azure.eventhub'}",
        "'event.dataset':'azure.auditlogs'",
        "'data_stream':{'type':'logs','dataset':'azure.auditlogs','namespace':'default'}",
        "'data_stream.dataset':'azure.signinlogs','message':'{not json}'",
        "'message':'{\\'a\\':1}'",
        "'agent':{'type':'filebeat'},'input':{'type':'azure-eventhub'}",
        "'records':[]",
        "'records':{}",
        "'type':'azure_event_hub'",
        "'kafka':{'topic':'t','partition':1,'offset':7}",
        "'azure':{'eventhub':{'name':'insights'},'resource':{'id':'x'}}",
        "'x':{'category':'AuditLogs','time':'2026-03-01T11:59:00Z','operationName':'o'}"
      })
  void aRawRecordWithMembersAddedIsRawAllTheSame(String added) {
    for (String raw : List.of(Samples.RAW, Samples.SERVICE_PRINCIPAL)) {
      for (String text :
          List.of(
              "{" + json(added) + "," + raw.substring(1),
              raw.substring(0, raw.length() - 1) + "," + json(added) + "}")) {
        Decoded decoded = one(text);
        assertThat(decoded.deadLetter()).as(text).isNull();
        assertThat(decoded.signIn()).as(text).isEqualTo(signIn(raw));
        assertThat(decoded.shape()).isEqualTo(Shape.RAW);
      }
    }
  }

  @Test
  void anIngestTimeAddedToARecordOrToWhatIsAroundItIsTheRecords() {
    String ingested = "{\"event\":{\"ingested\":\"2026-03-01T11:57:00Z\"},";
    for (String text :
        List.of(
            ingested + Samples.RAW.substring(1),
            ingested + "\"body\":" + Samples.RAW + "}",
            ingested + "\"body\":{\"x\":[" + quoted(Samples.RAW) + "]}}")) {
      Event signIn = signIn(text);
      assertThat(signIn.ingested()).as(text).isEqualTo(Decoding.ARRIVAL_MILLIS - 180_000);
      assertThat(signIn.uid()).isEqualTo(signIn(Samples.RAW).uid());
    }
  }

  @Test
  void theOriginalOfADocumentIsTheSameSignInAndCountsOnlyWhereNothingElseDoes() {
    String with =
        "{\"event\":{\"original\":" + quoted(Samples.RAW.replace("ID", "other")) + ",\"kind\":1},";
    isSameAs(Samples.RAW, with + "\"message\":" + quoted(Samples.RAW) + "}");
    String original = with + "\"message\":\"[INFO] x\",\"tags\":[\"a\"]}";
    assertThat(signIn(original).uid()).startsWith("other|");
  }

  @Test
  void anotherLogIsThatLogInEveryWrapperToo() {
    for (String text :
        List.of(
            AUDIT,
            "[" + AUDIT + "]",
            "{\"records\":[" + AUDIT + "]}",
            "{\"records\":" + AUDIT + "}",
            "{\"message\":" + quoted(AUDIT) + ",\"@timestamp\":\"2026-03-01T11:59:00Z\"}",
            "{\"a\":{\"b\":[" + quoted(quoted(AUDIT)) + "]}}")) {
      assertThat(one(text).otherLog()).as(text).isEqualTo("AuditLogs");
    }
  }

  @ParameterizedTest
  @FieldSource("io.entrawatch.decode.Samples#ALL")
  void aSignInInARecordOfAnotherLogIsRead(String signIn) {
    String start = AUDIT.substring(0, AUDIT.length() - 1) + ",\"x\":";
    isSameAs(signIn, start + signIn + "}");
    isSameAs(signIn, start + quoted(signIn) + "}");
    isSameAs(signIn, "{\"data_stream.dataset\":\"azure.auditlogs\",\"log\":" + signIn + "}");
  }

  @ParameterizedTest
  @FieldSource("io.entrawatch.decode.Samples#MARKED")
  void whatIsWrappedBeyondTheBoundsInARecordOfAnotherLogIsADeadLetter(String signIn) {
    String start = AUDIT.substring(0, AUDIT.length() - 1) + ",\"x\":";
    String quoted = signIn;
    for (int texts = 0; texts < 4; texts++) {
      quoted = quoted(quoted);
    }
    for (String beyond :
        List.of(
            "{\"a\":{\"b\":{\"c\":" + signIn + "}}}",
            "{\"a\":{\"b\":{\"c\":{\"d\":" + signIn + "}}}}",
            "{\"a\":{\"b\":{\"c\":" + quoted(signIn) + "}}}",
            quoted,
            quoted("[[[[" + signIn + "]]]]"))) {
      assertThat(dead(start + beyond + "}").reason()).as(beyond).isEqualTo("unrecognised");
    }
  }

  @Test
  void whatIsNothingInABatchWithRecordsIsADeadLetterInEveryWrapper() {
    String batch = "[" + AUDIT + "," + Samples.RAW + ",{\"hello\":1}]";
    for (String text :
        List.of(
            batch,
            "{\"records\":" + batch + "}",
            quoted(batch),
            "{\"message\":" + batch + "}",
            "{\"message\":" + quoted(batch) + "}",
            "{\"message\":" + quoted("{\"records\":" + batch + "}") + "}",
            "{\"a\":{\"b\":[" + batch + "]}}")) {
      List<Decoded> decoded = decode(text);
      assertThat(decoded).as(text).extracting(Decoded::index).containsExactly(0, 1, 2);
      assertThat(decoded.get(0).otherLog()).isEqualTo("AuditLogs");
      assertThat(decoded.get(1).signIn()).isEqualTo(signIn(Samples.RAW));
      assertThat(decoded.get(2).deadLetter().reason()).isEqualTo("unrecognised");
      assertThat(decoded.get(2).deadLetter().detail()).hasSizeLessThan(204);
    }
    assertThat(decode("{\"message\":" + quoted("[" + Samples.RAW + ",7]") + "}"))
        .extracting(decoded -> decoded.deadLetter() == null)
        .containsExactly(true, false);
  }

  @Test
  void aTextThatBreaksIsADeadLetterBesideWhatCanBeRead() {
    String broken = quoted(Samples.RAW.substring(0, Samples.RAW.length() - 9));
    assertThat(dead("{\"message\":" + broken + "}").reason()).isEqualTo("not-json");
    String other = AUDIT.substring(0, AUDIT.length() - 1) + ",\"x\":" + broken + "}";
    assertThat(dead(other).reason()).isEqualTo("not-json");
    List<Decoded> decoded = decode("{\"message\":" + broken + ",\"x\":" + Samples.GRAPH + "}");
    assertThat(decoded).hasSize(2);
    assertThat(decoded.get(0).signIn()).isEqualTo(signIn(Samples.GRAPH));
    assertThat(decoded.get(1).deadLetter().reason()).isEqualTo("not-json");
  }

  @Test
  void aSignInOfWhichAMarkIsMistypedIsNoDeadLetterBesideTextsThatLookLikeJson() {
    String ecs = Samples.ECS.replace("\"is_interactive\":true", "\"is_interactive\":\"\\u0000\"");
    String few = ecs.replace("\"user_principal_name\":\"grace@example.org\",", "");
    for (String text : List.of(few, "{\"_source\":" + few + "}", "[" + few + "]")) {
      Decoded decoded = one(text);
      assertThat(decoded.ignored()).isEqualTo(1);
      assertThat(decoded.signIn().uid()).isEqualTo("ID|SignInLogs");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[x] y", "\\u00c9cole", "\\\"App\\\"", "{}", "[\\\"a\\\"]"})
  void aDocumentOfAServicePrincipalMayHoldTextsThatLookLikeJson(String text) {
    String document =
        json(
            "{'@timestamp':'2026-03-01T11:50:00Z','azure':{'signinlogs':{'category':"
                + "'ServicePrincipalSignInLogs','properties':{'id':'i','app_display_name':'@'}}}}");
    Event signIn = signIn(document.replace("\"@\"", "\"" + text + "\""));
    assertThat(signIn.uid()).isEqualTo("i|ServicePrincipalSignInLogs");
    assertThat(signIn.values()).containsKey(Field.APP_DISPLAY_NAME);
  }
}
