// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.ARRIVAL;
import static io.entrawatch.decode.Decoding.PLACE;
import static io.entrawatch.decode.Decoding.dead;
import static io.entrawatch.decode.Decoding.one;
import static io.entrawatch.decode.Decoding.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.DecoderSettings.Identity;
import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawShapeTest {
  private static final String CREATED = "'createdDateTime':'2026-03-01T11:50:00.1239999Z'";

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  /** A record of the interactive log with these members at its root and in its properties. */
  private static String record(String root, String properties) {
    String comma = root.isEmpty() ? "" : ",";
    String more = properties.isEmpty() ? "" : "," + properties;
    return json(
        "{'category':'SignInLogs'" + comma + root + ",'properties':{" + CREATED + more + "}}");
  }

  private static Event of(String root, String properties) {
    return signIn(record(root, properties));
  }

  @ParameterizedTest
  @CsvSource({
    "azure.tenant_id, tenantId",
    "azure.correlation_id, correlationId",
    "azure.signinlogs.identity, identity"
  })
  void aMemberOfTheRootGoesToItsField(Field field, String member) {
    assertThat(of("'" + member + "':'x'", "").get(field)).containsExactly("x");
    assertThat(of("", "'" + member + "':'x'").get(field)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "azure.signinlogs.properties.id, id",
    "event.id, id",
    "azure.signinlogs.properties.session_id, sessionId",
    "azure.signinlogs.properties.user_id, userId",
    "azure.signinlogs.properties.user_principal_name, userPrincipalName",
    "azure.signinlogs.properties.user_display_name, userDisplayName",
    "azure.signinlogs.properties.user_type, userType",
    "azure.signinlogs.properties.app_id, appId",
    "azure.signinlogs.properties.app_display_name, appDisplayName",
    "azure.signinlogs.properties.resource_id, resourceId",
    "azure.signinlogs.properties.resource_display_name, resourceDisplayName",
    "azure.signinlogs.properties.original_transfer_method, originalTransferMethod",
    "azure.signinlogs.properties.authentication_protocol, authenticationProtocol",
    "azure.signinlogs.properties.authentication_requirement, authenticationRequirement",
    "azure.signinlogs.properties.incoming_token_type, incomingTokenType",
    "azure.signinlogs.properties.unique_token_identifier, uniqueTokenIdentifier",
    "azure.signinlogs.properties.token_protection_status_details.sign_in_session_status, tokenProtectionStatusDetails.signInSessionStatus",
    "azure.signinlogs.properties.is_interactive, isInteractive",
    "azure.signinlogs.properties.device_detail.browser, deviceDetail.browser",
    "azure.signinlogs.properties.device_detail.operating_system, deviceDetail.operatingSystem",
    "azure.signinlogs.properties.device_detail.device_id, deviceDetail.deviceId",
    "azure.signinlogs.properties.device_detail.display_name, deviceDetail.displayName",
    "azure.signinlogs.properties.device_detail.trust_type, deviceDetail.trustType",
    "azure.signinlogs.properties.device_detail.is_managed, deviceDetail.isManaged",
    "azure.signinlogs.properties.device_detail.is_compliant, deviceDetail.isCompliant",
    "azure.signinlogs.properties.conditional_access_status, conditionalAccessStatus",
    "azure.signinlogs.properties.risk_state, riskState",
    "azure.signinlogs.properties.risk_level_aggregated, riskLevelAggregated",
    "azure.signinlogs.properties.app_owner_tenant_id, appOwnerTenantId",
    "azure.signinlogs.properties.resource_owner_tenant_id, resourceOwnerTenantId",
    "azure.signinlogs.properties.status.error_code, status.errorCode",
    "azure.signinlogs.properties.autonomous_system_number, autonomousSystemNumber",
    "user_agent.original, userAgent",
    "source.address, IPAddress",
    "source.address, ipAddress"
  })
  void aPropertyGoesToItsField(Field field, String member) {
    String value =
        switch (field.type()) {
          case LONG -> "5";
          case BOOLEAN -> "true";
          default -> "'x'";
        };
    String[] path = member.split("\\.");
    String property =
        "'" + path[0] + "':" + (path.length == 1 ? value : "{'" + path[1] + "':" + value + "}");
    String plain = value.replace("'", "");
    assertThat(of("", property).get(field)).containsExactly(plain);
    String pascal =
        property.substring(0, 1)
            + property.substring(1, 2).toUpperCase(Locale.ROOT)
            + property.substring(2);
    assertThat(of("", pascal).get(field)).as(pascal).containsExactly(plain);
    String none = path.length == 1 ? "'" + member + "':" : "'" + path[0] + "':{'" + path[1] + "':";
    String end = path.length == 1 ? "" : "}";
    assertThat(of("", none + "null" + end).get(field)).isEmpty();
    assertThat(of("", none + "''" + end).get(field)).isEmpty();
  }

  @Test
  void theConstantsAreThoseOfTheIntegration() {
    Event signIn = of("", "");
    assertThat(signIn.get(Field.EVENT_CATEGORY)).containsExactly("authentication");
    assertThat(signIn.get(Field.EVENT_DATASET)).containsExactly("azure.signinlogs");
    assertThat(signIn.get(Field.DATA_STREAM_DATASET)).containsExactly("azure.signinlogs");
    assertThat(signIn.get(Field.CATEGORY)).containsExactly("SignInLogs");
  }

  @Test
  void theTimeIsThatOfItsCreationCutToMillisecondsAndOfItsArrival() {
    Event signIn = of("'time':'2026-03-01T11:55:00Z'", "");
    assertThat(signIn.get(Field.TIMESTAMP)).containsExactly("2026-03-01T11:50:00.123Z");
    assertThat(signIn.get(Field.EVENT_INGESTED)).containsExactly(ARRIVAL);
    assertThat(signIn.ingested()).isEqualTo(Decoding.ARRIVAL_MILLIS);
  }

  @Test
  void inAFileTheSignInTimeStandsForTheIngestTime() {
    RecordOrigin line = new RecordOrigin.InFile("f", 7, Decoding.ARRIVAL_MILLIS);
    Event signIn = Decoding.decode(record("", ""), line).get(0).signIn();
    assertThat(signIn.ingested()).isEqualTo(signIn.timestamp());
    assertThat(signIn.get(Field.EVENT_INGESTED)).isEqualTo(signIn.get(Field.TIMESTAMP));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'time':'2026-03-01T11:40:00Z'            | 2026-03-01T11:40:00.000Z",
        "'time':'','createdDateTime':'2026-03-01' | 2026-03-01T00:00:00.000Z",
        "'CreatedDateTime':'3/1/2026 9:05:06 AM'  | 2026-03-01T09:05:06.000Z",
        "'createdDateTime':'3/1/2026 09:05:06'    | 2026-03-01T09:05:06.000Z",
        "'time':'2026-03-01T11:40:00+01:00'       | 2026-03-01T10:40:00.000Z",
      })
  void withoutACreationTimeInThePropertiesOthersStandIn(String root, String time) {
    Event signIn = signIn(json("{'category':'SignInLogs'," + root + "}"));
    assertThat(signIn.get(Field.TIMESTAMP)).containsExactly(time);
  }

  @Test
  void theTimeCanBeTakenFromWhereOlderIntegrationsTookIt() {
    DecoderSettings time =
        new DecoderSettings(10_000, Duration.ofHours(1), TimestampSource.TIME, Identity.ID);
    byte[] bytes = record("'time':'2026-03-01T11:55:00Z'", "").getBytes(StandardCharsets.UTF_8);
    Decoded decoded = Decoding.decode(bytes, time, PLACE, new Decoding.Everything()).get(0);
    assertThat(decoded.signIn().get(Field.TIMESTAMP)).containsExactly("2026-03-01T11:55:00.000Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x':1                          | success",
        "'status':null                  | success",
        "'status':''                    | success",
        "'status':{'errorCode':null}    | success",
        "'status':{'errorCode':''}      | success",
        "'status':{'errorCode':0}       | success",
        "'status':{'errorCode':'0'}     | success",
        "'status':{'errorCode':50199}   | failure",
        "'status':{'errorCode':'50199'} | failure",
        "'status':{'errorCode':65001}   | failure",
        "'status':{'errorCode':50140}   | failure",
        "'status':{'errorCode':50097}   | failure",
        "'status':{'errorCode':-1}      | none",
      })
  void theOutcomeFollowsFromTheErrorCode(String properties, String outcome) {
    String expected = outcome.equals("none") ? null : outcome;
    assertThat(of("", properties).single(Field.EVENT_OUTCOME)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'failureReason':'r','additionalDetails':'d'  | r (d)",
        "'failureReason':'r','additionalDetails':''   | r",
        "'failureReason':null,'additionalDetails':'d' | d",
      })
  void theMessageIsTheReasonAndTheDetails(String status, String message) {
    assertThat(of("", "'status':{" + status + "}").single(Field.MESSAGE)).isEqualTo(message);
  }

  @Test
  void theAddressIsAnIpOnlyIfItParses() {
    assertThat(of("", "'ipAddress':'2001:DB8::1'").single(Field.SOURCE_ADDRESS))
        .isEqualTo("2001:DB8::1");
    assertThat(of("", "'ipAddress':'2001:DB8::1'").single(Field.SOURCE_IP))
        .isEqualTo("2001:db8::1");
    String guid = "'ipAddress':'c0ffee00-0000-0000-0000-000000000000'";
    assertThat(of("", guid).get(Field.SOURCE_ADDRESS)).hasSize(1);
    assertThat(of("", guid).get(Field.SOURCE_IP)).isEmpty();
    assertThat(of("", "'IPAddress':'1.1.1.1','ipAddress':'2.2.2.2'").get(Field.SOURCE_IP))
        .containsExactly("1.1.1.1");
    assertThat(of("", "'IPAddress':'','ipAddress':'2.2.2.2'").get(Field.SOURCE_IP))
        .containsExactly("2.2.2.2");
    assertThat(of("'callerIpAddress':'3.3.3.3'", "").get(Field.SOURCE_ADDRESS)).isEmpty();
    assertThat(of("", "'ipAddress':['1.1.1.1','::ffff:1.1.1.1']").get(Field.SOURCE_IP))
        .containsExactly("1.1.1.1");
  }

  @Test
  void whereAnAddressIsAndWhoseIsNotTakenFromTheRecord() {
    Event signIn =
        of("", "'autonomousSystemNumber':64500,'location':{'city':'Delft','countryOrRegion':'NL'}");
    assertThat(signIn.get(Field.SOURCE_AS_NUMBER)).isEmpty();
    assertThat(signIn.get(Field.SOURCE_CITY)).isEmpty();
    assertThat(signIn.get(Field.SOURCE_COUNTRY)).isEmpty();
    assertThat(signIn.get(Field.AUTONOMOUS_SYSTEM_NUMBER)).containsExactly("64500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SignInLogs",
        "NonInteractiveUserSignInLogs",
        "ServicePrincipalSignInLogs",
        "ManagedIdentitySignInLogs",
        "ADFSSignInLogs"
      })
  void categoriesOfSignInsAreTaken(String category) {
    String text = json("{'category':'" + category + "','properties':{" + CREATED + "}}");
    assertThat(signIn(text).single(Field.CATEGORY)).isEqualTo(category);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'AuditLogs','operationName':'Add user'",
        "'SignInLogs2','operationName':'x','properties':{'id':'x','ipAddress':'1.1.1.1'}",
        "'MicrosoftGraphActivityLogs','resourceId':'/tenants/t','identity':{'a':1}",
        "'RiskyUsers','resourceId':'r','properties':{'id':'u','userPrincipalName':'a@example.com'}",
        "'AuditLogs','resourceId':'r','properties':{'sessionId':'','userPrincipalName':'a'}",
        "'AuditLogs','resourceId':'r','properties':{'incomingTokenType':'none','sessionId':'s'}"
      })
  void recordsOfOtherLogsAreLeftOutAndCountedByName(String category) {
    Decoded decoded = one(json("{'time':'2026-03-01T11:55:00Z','category':" + category + "}"));
    String name = category.substring(1, category.indexOf('\'', 1));
    assertThat(decoded)
        .isEqualTo(
            Decoded.ofOtherLog(Decoding.ARRIVAL_MILLIS, 0, name).from(Decoding.PLACE, Shape.RAW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'category':'AuditLogs','time':'2026-03-01T11:55:00Z'}",
        "{'category':'AuditLogs','operationName':'Add user'}",
        "{'category':'MicrosoftGraphActivityLogs','identity':{'a':1}}",
        "{'category':'','time':'2026-03-01T11:55:00Z','operationName':'Add user'}",
        "{'time':'2026-03-01T11:55:00Z','operationName':'x','properties':{'id':'x'}}",
        "{'category':null,'properties':{'id':'x'}}",
        "{'category':'AuditLogs','time':'2026-03-01T11:55:00Z','operationName':'x',"
            + "'properties':{'sessionId':'s','userPrincipalName':'a@example.com'}}",
        "{'category':'AuditLogs','time':'2026-03-01T11:55:00Z','operationName':'x',"
            + "'properties':{'a':[{'Is_Interactive':true}],'ORIGINALTRANSFERMETHOD':'x'}}"
      })
  void whatIsNeitherASignInNorUnderstoodAsOfAnotherLogIsUnrecognised(String text) {
    assertThat(dead(json(text)).reason()).isEqualTo("unrecognised");
  }

  @ParameterizedTest
  @CsvSource({
    "signinlogs, SignInLogs",
    "SIGNINLOGS, SignInLogs",
    "SignIn, SignInLogs",
    "SigninLogs, SignInLogs",
    "noninteractiveusersigninlogs, NonInteractiveUserSignInLogs",
    "AADNonInteractiveUserSignInLogs, NonInteractiveUserSignInLogs",
    "FutureSignInLogs, FutureSignInLogs"
  })
  void categoriesAreComparedWithoutCaseAndSpelledAsTheIntegrationDoes(
      String category, String canonical) {
    String text = json("{'category':'" + category + "','properties':{" + CREATED + "}}");
    assertThat(signIn(text).single(Field.CATEGORY)).isEqualTo(canonical);
  }

  // Seen in real records.

  @Test
  void numbersMayComeAsTextsAndALocationIsATextOrAnObject() {
    Event signIn =
        of(
            "'durationMs':'0','Level':'4','location':'NL'",
            "'status':{'errorCode':'50199'},'location':{'city':'Delft','countryOrRegion':'NL'}");
    assertThat(signIn.get(Field.ERROR_CODE)).containsExactly("50199");
  }

  @Test
  void aFlatRecordInPascalCaseHasWhatStandsAtItsRoot() {
    Event signIn =
        signIn(
            json(
                "{'Category':'SignInLogs','CreatedDateTime':'3/1/2026 9:05:06 AM','TenantId':'t',"
                    + "'CorrelationId':'c','Identity':'Ada','IPAddress':'1.1.1.1','UserId':'u'}"));
    assertThat(signIn.get(Field.TENANT_ID)).containsExactly("t");
    assertThat(signIn.get(Field.CORRELATION_ID)).containsExactly("c");
    assertThat(signIn.get(Field.IDENTITY)).containsExactly("Ada");
    assertThat(signIn.get(Field.SOURCE_IP)).containsExactly("1.1.1.1");
    assertThat(signIn.get(Field.USER_ID)).containsExactly("u");
    assertThat(signIn.get(Field.CATEGORY)).containsExactly("SignInLogs");
    assertThat(signIn.get(Field.TIMESTAMP)).containsExactly("2026-03-01T09:05:06.000Z");
  }

  @Test
  void inARecordOfAdfsNearlyEverythingIsEmpty() {
    Event signIn =
        signIn(
            record(
                    "'identity':'','correlationId':''",
                    "'userId':'','ipAddress':'','deviceDetail':'','location':{'city':''},"
                        + "'isInteractive':'','sessionId':''")
                .replace("SignInLogs", "ADFSSignInLogs"));
    assertThat(signIn.values().keySet())
        .containsExactlyInAnyOrder(
            Field.TIMESTAMP,
            Field.EVENT_INGESTED,
            Field.EVENT_CATEGORY,
            Field.EVENT_DATASET,
            Field.DATA_STREAM_DATASET,
            Field.EVENT_OUTCOME,
            Field.CATEGORY);
  }

  @Test
  void managedIdentitiesAndServicePrincipalsHaveNoUser() {
    Event signIn = of("", "'userId':null,'servicePrincipalId':'s'");
    assertThat(signIn.get(Field.USER_ID)).isEmpty();
    assertThat(signIn.get(Field.IDENTITY)).isEmpty();
    assertThat(signIn.get(Field.SOURCE_IP)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'properties':{}                                  | no-time",
        "'properties':{'createdDateTime':''}              | no-time",
        "'properties':{'createdDateTime':null}            | no-time",
        "'properties':{'createdDateTime':'soon'}          | invalid-time",
        "'properties':{'createdDateTime':1700000000000}   | invalid-time",
        "'properties':{'createdDateTime':{}}              | invalid-time",
        "'properties':{'createdDateTime':['2025','2026']} | invalid-time",
        "'time':'soon','properties':{'createdDateTime':1} | invalid-time",
      })
  void whatCannotBeUsedIsADeadLetter(String members, String reason) {
    assertThat(dead(json("{'category':'SignInLogs'," + members + "}")).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'sessionId':{}",
        "'sessionId':[{}]",
        "'status':'bad'",
        "'status':{'errorCode':'x'}",
        "'deviceDetail':7",
        "'deviceDetail':{'isManaged':'True'}",
        "'isInteractive':1"
      })
  void aValueThatIsNotOfItsFieldsTypeIsDroppedAndCounted(String property) {
    Decoded decoded = one(record("", property));
    assertThat(decoded.deadLetter()).isNull();
    assertThat(decoded.ignored()).isEqualTo(1);
    assertThat(decoded.signIn().values().keySet())
        .isSubsetOf(
            Field.TIMESTAMP,
            Field.EVENT_INGESTED,
            Field.EVENT_CATEGORY,
            Field.EVENT_DATASET,
            Field.DATA_STREAM_DATASET,
            Field.EVENT_OUTCOME,
            Field.CATEGORY);
  }

  @Test
  void theUidIsTheIdAndTheCategoryUnlessSwitchedOff() {
    String text = record("", "'id':'p1'");
    assertThat(signIn(text).uid()).isEqualTo("p1|SignInLogs");
    DecoderSettings byPosition =
        new DecoderSettings(
            10_000, Duration.ofHours(1), TimestampSource.CREATED_DATE_TIME, Identity.POSITION);
    List<Decoded> decoded =
        Decoding.decode(
            ("[" + text + "," + text + "]").getBytes(StandardCharsets.UTF_8),
            byPosition,
            PLACE,
            new Decoding.Everything());
    assertThat(decoded)
        .extracting(d -> d.signIn().uid())
        .containsExactly("sign-ins/3/42#0", "sign-ins/3/42#1");
  }
}
