// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.one;
import static io.entrawatch.decode.Decoding.signIn;
import static io.entrawatch.decode.Samples.json;
import static io.entrawatch.decode.Samples.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A value that is not of its field's type is dropped and counted; the rest of the record counts.
 */
class MistypedValueTest {
  /** A raw record with that root member and that property instead of its own. */
  private static String raw(String root, String property) {
    return json("{" + root + "'category':'SignInLogs','tenantId':'7a','properties':{" + property)
        + json(",'id':'i','createdDateTime':'2026-03-01T11:50:00Z','sessionId':'s'}}");
  }

  private static String ecs(String member) {
    return json(
        "{'@timestamp':'2026-03-01T11:50:00Z','azure.signinlogs':{'category':'SignInLogs',"
            + "'properties':{'id':'i','session_id':'s'}},"
            + member
            + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "isInteractive          | 'True'         | azure.signinlogs.properties.is_interactive",
        "isInteractive          | 'yes'          | azure.signinlogs.properties.is_interactive",
        "isInteractive          | {'a':true}     | azure.signinlogs.properties.is_interactive",
        "autonomousSystemNumber | 'AS64500'      |"
            + " azure.signinlogs.properties.autonomous_system_number",
        "userPrincipalName      | {'x':'y'}      |"
            + " azure.signinlogs.properties.user_principal_name",
        "deviceDetail           | 'Windows'      |"
            + " azure.signinlogs.properties.device_detail.browser",
        "deviceDetail           | '{not json'    |"
            + " azure.signinlogs.properties.device_detail.browser",
        "tokenProtectionStatusDetails | 'none'   |"
            + " azure.signinlogs.properties.token_protection_status_details.sign_in_session_status",
      })
  void aPropertyIsDroppedAlone(String member, String value, String path) {
    Decoded decoded = one(raw("", "'" + member + "':" + value));
    assertThat(decoded.ignored()).isEqualTo(1);
    Event expected = signIn(raw("", "'x':1"));
    assertThat(decoded.signIn()).isEqualTo(expected);
    assertThat(expected.values().keySet()).noneMatch(field -> field.path().equals(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'source.ip':'192.0.2.17:443'",
        "'source':{'ip':'192.0.2.17:443'}",
        "'source':'192.0.2.17'",
        "'source.as.number':'AS64500'",
        "'azure.signinlogs.properties.is_interactive':'True'",
        "'azure.signinlogs.properties.status':'Failed'",
        "'azure.signinlogs.properties.device_detail':7",
        "'event.outcome':{'a':1}",
        "'event':7"
      })
  void aFieldOfADocumentIsDroppedAlone(String member) {
    Decoded decoded = one(ecs(member));
    assertThat(decoded.deadLetter()).isNull();
    assertThat(decoded.ignored()).isEqualTo(1);
    assertThat(decoded.signIn()).isEqualTo(signIn(ecs("'x':1")));
  }

  @Test
  void anAddressOfARawRecordStaysAnAddressWhereItIsNoIp() {
    Decoded decoded = one(raw("", "'ipAddress':'192.0.2.17:443'"));
    assertThat(decoded.signIn().single(Field.SOURCE_ADDRESS)).isEqualTo("192.0.2.17:443");
    assertThat(decoded.signIn().get(Field.SOURCE_IP)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "''                   | 'status':'Failed'               | none    | none",
        "'resultType':'50199',| 'status':'Failed'               | 50199   | failure",
        "'resultType':50199,  | 'status':{'errorCode':'x'}      | 50199   | failure",
        "'resultType':'0',    | 'status':['Failed']             | 0       | success",
        "'ResultType':'0',    | 'status':{'errorCode':{}}       | 0       | success",
        "'resultType':'Failed', | 'status':'Failed'             | none    | none",
        "'resultType':'50199',| 'status':{'errorCode':0}        | 0       | success",
        "'resultType':'50199',| 'x':1                           | none    | success",
        "'resultType':'50199',| 'status':'{\\'errorCode\\':65001}' | 65001 | failure",
      })
  void whereTheErrorCodeCannotBeReadTheResultTypeStandsForIt(
      String root, String property, String code, String outcome) {
    Event signIn = signIn(raw(root.equals("''") ? "" : root, property));
    assertThat(String.valueOf(signIn.single(Field.ERROR_CODE)))
        .isEqualTo(code.replace("none", "null"));
    assertThat(String.valueOf(signIn.single(Field.EVENT_OUTCOME)))
        .isEqualTo(outcome.replace("none", "null"));
  }

  @Test
  void everyValueIsCountedWhateverRulesAreLoadedAndInEveryShape() {
    String raw =
        raw("", "'isInteractive':'True','deviceDetail':{'isManaged':1,'isCompliant':[2,3]}");
    for (String text :
        new String[] {
          raw,
          "{\"message\":" + quoted(raw) + "}",
          Samples.ROW.replace("true", "1").replace("\"Member\"", "[{},{},{}]"),
          Samples.GRAPH
              .replace("false", "\"no\"")
              .replace("\"Edge 140\"", "{},\"deviceId\":[{},[{}]]"),
        }) {
      assertThat(one(text).ignored()).as(text).isEqualTo(4);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Relevance none = new Decoding.SuccessesBySession();
      assertThat(Decoding.decode(bytes, DecoderSettings.DEFAULT, Decoding.PLACE, none))
          .extracting(Decoded::ignored)
          .containsExactly(4);
    }
  }

  @Test
  void nullsAndEmptyTextsOfAzuresShapesAreNoValuesAndNotCounted() {
    assertThat(one(raw("", "'isInteractive':'','status':'','deviceDetail':null,'userId':''")))
        .matches(decoded -> decoded.ignored() == 0 && decoded.signIn() != null);
  }
}
