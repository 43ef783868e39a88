// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.decode;
import static io.entrawatch.decode.Decoding.one;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.event.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds a sign-in is never counted as if it held none. */
class NothingHealthyTest {
  private static final String FLAT =
      "\"id\":\"5a1cd1f6-0000-4000-8000-000000000001\",\"createdDateTime\":\"2026-03-01T11:50:00Z\","
          + "\"userPrincipalName\":\"a@b.example\",\"sessionId\":\"s\",\"isInteractive\":true,"
          + "\"originalTransferMethod\":\"deviceCodeFlow\"";
  private static final String RAW =
      "{\"time\":\"2026-03-01T11:50:00Z\",\"category\":\"SignInLogs\",\"tenantId\":\"t\","
          + "\"properties\":{"
          + FLAT
          + "}}";
  private static final String AUDIT_MEMBERS =
      "\"time\":\"2026-03-01T11:50:00Z\",\"category\":\"AuditLogs\",\"operationName\":\"x\"";
  private static final String AUDIT = "{" + AUDIT_MEMBERS + "}";
  private static final String OTHER_DOCUMENT =
      "{\"@timestamp\":\"2026-03-01T11:50:00Z\",\"data_stream\":{\"dataset\":\"nginx.access\"},"
          + "\"message\":%s}";

  private static String text(String json) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(json)) + "\"";
  }

  private static void assertLoud(String input) {
    assertThat(decode(input))
        .as(input)
        .anyMatch(decoded -> decoded.deadLetter() != null || decoded.signIn() != null);
  }

  private static void assertSignIn(String input) {
    assertThat(decode(input))
        .as(input)
        .extracting(Decoded::signIn)
        .anyMatch(
            signIn ->
                signIn != null
                    && "deviceCodeFlow".equals(signIn.first(Field.ORIGINAL_TRANSFER_METHOD)));
  }

  static List<String> opaque() {
    return List.of(
        "<14>1 2026-03-01T11:50:00Z host app - - - " + RAW,
        RAW.replace('"', '\''),
        "\u00A0" + RAW,
        "[[[[" + RAW + "]]]]",
        text(text(text(text(RAW)))),
        RAW.substring(0, RAW.length() - 20));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("opaque")
  void aTextThatCannotBeReadAndHasTheMarksIsLoudInWhateverItStands(String opaque) {
    String quoted = text(opaque);
    assertLoud(String.format(OTHER_DOCUMENT, quoted));
    assertLoud("{" + AUDIT_MEMBERS + ",\"x\":" + quoted + "}");
    assertLoud("{\"logs\":[" + text(AUDIT) + "," + quoted + "]}");
    assertLoud("{\"records\":[" + AUDIT + "],\"x\":" + quoted + "}");
    assertLoud("{\"message\":" + quoted + ",\"tags\":\"[]\"}");
    assertLoud("{" + AUDIT_MEMBERS + ",\"a\":\"{\\\"x\",\"b\":" + quoted + "}");
  }

  @Test
  void aTextBeneathTheBoundsIsLoud() {
    assertLoud("{" + AUDIT_MEMBERS + ",\"a\":{\"b\":{\"c\":{\"d\":" + text(RAW) + "}}}}");
    String texts = RAW;
    for (int i = 0; i < 4; i++) {
      texts = "{\"x\":" + text(texts) + "}";
    }
    assertLoud("{" + AUDIT_MEMBERS + ",\"a\":" + text(texts) + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "full_message", "event"})
  void aSignInCountsWhoseWrapperRepeatsSomeOfItsMembers(String wrapper) {
    String promoted =
        "{\"sessionId\":\"s\",\"userPrincipalName\":\"u\",\"createdDateTime\":"
            + "\"2026-03-01T11:50:00Z\",\""
            + wrapper
            + "\":";
    assertSignIn(promoted + RAW + "}");
    assertSignIn(promoted + text(RAW) + "}");
  }

  @Test
  void aSignInWithinASignInCountsBesideIt() {
    String outer = RAW.replace("0001\"", "0002\"").replace("deviceCodeFlow", "none");
    String both = outer.substring(0, outer.length() - 1) + ",\"previous\":" + RAW + "}";
    assertThat(decode(both)).hasSize(2);
    assertSignIn(both);
  }

  @Test
  void emptyRecordsAddedToASignInAreNoEmptyBatch() {
    assertSignIn("{\"records\":[]," + FLAT + "}");
    assertSignIn("{" + FLAT + ",\"records\":[]}");
    String raw = RAW.substring(0, RAW.length() - 1) + ",\"records\":[]}";
    assertThat(one(raw).signIn().first(Field.TENANT_ID)).isEqualTo("t");
  }

  @Test
  void marksAtTheRootOfARawRecordDoNotStandForItsOwn() {
    assertSignIn(
        "{\"sessionId\":\"d\",\"userPrincipalName\":\"d\",\"isInteractive\":true,"
            + "\"originalTransferMethod\":\"x\",\"incomingTokenType\":\"y\","
            + RAW.substring(1));
  }

  @Test
  void aShippersTypeMakesAnObjectOfTheGraphApiNoRow() {
    Decoded decoded =
        one("{\"type\":\"graph\",\"tenantId\":\"t\",\"userType\":\"member\"," + FLAT + "}");
    assertThat(decoded.shape()).isEqualTo(Shape.GRAPH);
    assertThat(decoded.signIn().first(Field.USER_TYPE)).isEqualTo("Member");
  }

  @Test
  void theOriginalCountsWhereOnlyAnotherLogStandsBesideIt() {
    assertSignIn(
        "{\"@timestamp\":\"2026-03-01T11:50:00Z\",\"event\":{\"original\":"
            + text(RAW)
            + "},\"message\":"
            + text(AUDIT)
            + "}");
  }

  @Test
  void networkTrafficIsAnotherLogWhateverItsTexts() {
    String raw =
        "{\"time\":\"2026-03-01T11:50:00Z\",\"category\":\"NetworkAccessTrafficLogs\","
            + "\"operationName\":\"x\",\"properties\":{\"sessionId\":\"s\","
            + "\"userPrincipalName\":\"u\",\"headers\":\"{\\\"a\\\":1}\"}}";
    assertThat(one(raw).otherLog()).isEqualTo("NetworkAccessTrafficLogs");
  }

  @Test
  void anIdAddedToWhatCannotBeReadMakesNoSignInOfIt() {
    String flattened =
        "{\"id\":\"x\",\"time\":\"2026-03-01T11:50:00Z\",\"category\":\"SignInLogs\","
            + "\"properties_sessionId\":\"s\",\"properties_userPrincipalName\":\"u\"}";
    assertThat(one(flattened).deadLetter().reason()).isEqualTo("unrecognised");
  }

  @Test
  void aDetailHoldsNothingThatActsOnWhatPrintsIt() {
    String time = "{\"time\":\"\\u001b[31m\\u202e\\n\"," + RAW.substring(RAW.indexOf("\"category"));
    String detail =
        one(time.replace("\"createdDateTime\":\"2026-03-01T11:50:00Z\",", ""))
            .deadLetter()
            .detail();
    assertThat(detail).contains("?[31m??");
  }
}
