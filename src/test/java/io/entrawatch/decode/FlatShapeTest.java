// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.dead;
import static io.entrawatch.decode.Decoding.one;
import static io.entrawatch.decode.Decoding.signIn;
import static io.entrawatch.decode.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of Log Analytics and objects of the Graph API. */
class FlatShapeTest {
  private static String row(String members) {
    return json("{'TimeGenerated':'2026-03-01T11:51:00Z'," + members + "}");
  }

  private static String graph(String members) {
    return json(
        "{'createdDateTime':'2026-03-01T11:50:00Z','userPrincipalName':'h@example.org',"
            + "'sessionId':'s-9',"
            + members
            + "}");
  }

  @Test
  void aRowOfLogAnalyticsIsTheSameSignInAsItsRawRecord() {
    Decoded decoded = one(Samples.ROW);
    assertThat(decoded.shape()).isEqualTo(Shape.LOG_ANALYTICS);
    assertThat(decoded.ignored()).isZero();
    Event signIn = decoded.signIn();
    assertThat(signIn.uid()).isEqualTo("ID|SignInLogs");
    assertThat(signIn.single(Field.TIMESTAMP)).isEqualTo("2026-03-01T11:50:00.123Z");
    assertThat(signIn.single(Field.TENANT_ID)).isEqualTo("7a");
    assertThat(signIn.single(Field.CATEGORY)).isEqualTo("SignInLogs");
    assertThat(signIn.single(Field.IDENTITY)).isEqualTo("Grace Example");
    assertThat(signIn.single(Field.CORRELATION_ID)).isEqualTo("c-1");
    assertThat(signIn.single(Field.ERROR_CODE)).isEqualTo("50199");
    assertThat(signIn.single(Field.EVENT_OUTCOME)).isEqualTo("failure");
    assertThat(signIn.single(Field.BROWSER)).isEqualTo("Edge 140");
    assertThat(signIn.single(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(signIn.single(Field.RESOURCE_ID)).isEqualTo("r-1");
    assertThat(signIn.single(Field.IS_INTERACTIVE)).isEqualTo("true");
    assertThat(signIn.single(Field.SESSION_ID)).isEqualTo("s-1");
    assertThat(signIn.single(Field.EVENT_DATASET)).isEqualTo("azure.signinlogs");
  }

  @ParameterizedTest
  @CsvSource({
    "SigninLogs, SignInLogs",
    "AADNonInteractiveUserSignInLogs, NonInteractiveUserSignInLogs",
    "AADServicePrincipalSignInLogs, ServicePrincipalSignInLogs",
    "AADManagedIdentitySignInLogs, ManagedIdentitySignInLogs",
    "ADFSSignInLogs, ADFSSignInLogs"
  })
  void theCategoryOfARowIsThatOfItsTableInTheIntegrationsSpelling(String table, String category) {
    Event signIn = signIn(row("'Type':'" + table + "','AppId':'a','Id':'i'"));
    assertThat(signIn.single(Field.CATEGORY)).isEqualTo(category);
    assertThat(signIn.uid()).isEqualTo("i|" + category);
    Event named = signIn(row("'Category':'" + table + "','AppId':'a','Id':'i'"));
    assertThat(named).isEqualTo(signIn);
  }

  @Test
  void theTenantOfARowIsNeverItsWorkspace() {
    String of = "'Type':'SigninLogs','SessionId':'s','TenantId':'workspace'";
    assertThat(signIn(row(of)).get(Field.TENANT_ID)).isEmpty();
    assertThat(signIn(row(of + ",'AADTenantId':'7a'")).get(Field.TENANT_ID)).containsExactly("7a");
    String resource = ",'ResourceId':'/tenants/7b/providers/Microsoft.aadiam'";
    assertThat(signIn(row(of + resource)).get(Field.TENANT_ID)).containsExactly("7b");
    assertThat(signIn(row(of + resource + ",'AADTenantId':'7a'")).get(Field.TENANT_ID))
        .containsExactly("7a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'ResultType':'50199'                                   | 50199 | failure",
        "'ResultType':0                                         | 0     | success",
        "'ResultType':'0','Status':'{\\'errorCode\\':50140}'    | 50140 | failure",
        "'ResultType':'7','Status':{'errorCode':0}              | 0     | success",
        "'ResultType':'50199','Status':'Failed'                 | 50199 | failure",
        "'ResultType':'Success'                                 | none  | none",
        "'ResultDescription':'x'                                | none  | none",
      })
  void theErrorCodeOfARowIsThatOfItsStatusElseItsResultType(
      String members, String code, String outcome) {
    Event signIn = signIn(row("'Type':'SigninLogs','SessionId':'s'," + members));
    assertThat(String.valueOf(signIn.single(Field.ERROR_CODE)))
        .isEqualTo(code.replace("none", "null"));
    assertThat(String.valueOf(signIn.single(Field.EVENT_OUTCOME)))
        .isEqualTo(outcome.replace("none", "null"));
  }

  @Test
  void objectsOfARowMayBeTextsOfJson() {
    Event signIn =
        signIn(
            row(
                "'Type':'SigninLogs','SessionId':'s','DeviceDetail':'{\\'deviceId\\':\\'d\\',"
                    + "\\'isManaged\\':true}','Status':'{\\'errorCode\\':65001,\\'failureReason\\':"
                    + "\\'r\\',\\'additionalDetails\\':\\'d\\'}','LocationDetails':'{\\'city\\':1}',"
                    + "'TokenProtectionStatusDetails':'{\\'signInSessionStatus\\':\\'bound\\'}'"));
    assertThat(signIn.single(Field.DEVICE_ID)).isEqualTo("d");
    assertThat(signIn.single(Field.IS_MANAGED)).isEqualTo("true");
    assertThat(signIn.single(Field.ERROR_CODE)).isEqualTo("65001");
    assertThat(signIn.single(Field.MESSAGE)).isEqualTo("r (d)");
    assertThat(signIn.single(Field.SIGN_IN_SESSION_STATUS)).isEqualTo("bound");
  }

  @Test
  void anObjectOfTheGraphApiIsTheSameSignInAsItsRawRecord() {
    Decoded decoded = one(Samples.GRAPH);
    assertThat(decoded.shape()).isEqualTo(Shape.GRAPH);
    Event signIn = decoded.signIn();
    assertThat(signIn.uid()).isEqualTo("ID|NonInteractiveUserSignInLogs");
    assertThat(signIn.single(Field.TENANT_ID)).isEqualTo("7a");
    assertThat(signIn.single(Field.IDENTITY)).isEqualTo("Grace Example");
    assertThat(signIn.single(Field.USER_DISPLAY_NAME)).isEqualTo("Grace Example");
    assertThat(signIn.single(Field.USER_TYPE)).isEqualTo("Member");
    assertThat(signIn.single(Field.EVENT_OUTCOME)).isEqualTo("success");
    assertThat(signIn.single(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(signIn.single(Field.TIMESTAMP)).isEqualTo("2026-03-01T11:50:00.000Z");
    assertThat(signIn.single(Field.IS_INTERACTIVE)).isEqualTo("false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'signInEventTypes':['interactiveUser']                          | SignInLogs",
        "'signInEventTypes':['nonInteractiveUser'],'isInteractive':true  |"
            + " NonInteractiveUserSignInLogs",
        "'signInEventTypes':['servicePrincipal']                         |"
            + " ServicePrincipalSignInLogs",
        "'signInEventTypes':['managedIdentity']                          |"
            + " ManagedIdentitySignInLogs",
        "'signInEventTypes':['unknownFutureValue','interactiveUser']     | SignInLogs",
        "'signInEventTypes':[],'isInteractive':true                      | SignInLogs",
        "'isInteractive':true                                            | SignInLogs",
        "'isInteractive':false                                           |"
            + " NonInteractiveUserSignInLogs",
      })
  void theCategoryOfAGraphObjectIsThatOfItsEventTypesElseOfWhetherItIsInteractive(
      String members, String category) {
    assertThat(signIn(graph(members)).single(Field.CATEGORY)).isEqualTo(category);
  }

  @Test
  void theTenantOfAGraphObjectIsTheResourcesElseTheHome() {
    assertThat(signIn(graph("'resourceTenantId':'r','homeTenantId':'h'")).get(Field.TENANT_ID))
        .containsExactly("r");
    assertThat(signIn(graph("'resourceTenantId':'','homeTenantId':'h'")).get(Field.TENANT_ID))
        .containsExactly("h");
    assertThat(signIn(graph("'x':1")).get(Field.TENANT_ID)).isEmpty();
  }

  @Test
  void theIdentityOfAGraphObjectIsItsDisplayNameAndMembersAreSpelledAsAzureMonitorDoes() {
    Event guest = signIn(graph("'userDisplayName':'Hedy','userType':'guest'"));
    assertThat(guest.single(Field.IDENTITY)).isEqualTo("Hedy");
    assertThat(guest.single(Field.USER_TYPE)).isEqualTo("Guest");
    assertThat(signIn(graph("'identity':'I','userDisplayName':'Hedy'")).single(Field.IDENTITY))
        .isEqualTo("I");
  }

  @Test
  void powerShellPrintsAGraphObjectInPascalCase() {
    StringBuilder pascal = new StringBuilder(Samples.GRAPH);
    for (int at = 0; at < pascal.length(); at++) {
      boolean key = pascal.charAt(at) == '"' && at > 0 && "{,".indexOf(pascal.charAt(at - 1)) >= 0;
      if (key) {
        pascal.setCharAt(at + 1, Character.toUpperCase(pascal.charAt(at + 1)));
      }
    }
    assertThat(signIn(pascal.toString())).isEqualTo(signIn(Samples.GRAPH));
  }

  @Test
  void aRowThatHasTheMarksOfASignInOfAnotherCategoryIsADeadLetter() {
    String risky = "'Category':'RiskyUsers','SessionId':'s','UserPrincipalName':'u'";
    assertThat(dead(row(risky)).reason()).isEqualTo("unrecognised");
    assertThat(dead(graph("'category':'AuditLogs'")).reason()).isEqualTo("unrecognised");
  }

  @Test
  void aRowOfTrafficMayHaveSessionsAndUsersAndIsNoSignIn() {
    String traffic = "'Type':'NetworkAccessTraffic','SessionId':'s','UserPrincipalName':'u'";
    assertThat(dead(row(traffic)).reason()).isEqualTo("unrecognised");
    Decoded decoded =
        one(row(traffic + ",'Category':'NetworkAccessTrafficLogs','OperationName':'o'"));
    assertThat(decoded.otherLog()).isEqualTo("NetworkAccessTraffic");
  }
}
