// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.PLACE;
import static io.entrawatch.decode.Decoding.decode;
import static io.entrawatch.decode.Decoding.one;
import static io.entrawatch.decode.Decoding.signIn;
import static io.entrawatch.decode.Decoding.withEveryField;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.GeoDatabases;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import io.entrawatch.rule.Aggregate;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Column;
import io.entrawatch.rule.Rule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields that are decoded for rules that read them. The core fields: {@link RawShapeTest}. */
class SignInMappingTest {
  private static final String CREATED = "'createdDateTime':'2026-03-01T11:50:00Z'";
  private static final String ELECTRON =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Teams/1.3.00.30866 Chrome/80.0.3987.165 Electron/8.5.1 Safari/537.36";

  /** What a document names and no raw record does. */
  private static final List<String> OF_DOCUMENTS_ALONE = List.of("event.reason");

  /** What is looked up. */
  private static final List<Field> OF_DATABASES =
      List.of(Field.SOURCE_COUNTRY_CODE, Field.SOURCE_LOCATION);

  /**
   * @param root members at the root of a raw record
   * @param properties members under {@code properties}
   * @param values in the event
   */
  private record Mapping(String path, String root, String properties, String... values) {
    private static Mapping ofRoot(String path, String member) {
      return new Mapping(path, "'" + member + "':'x'", "", "x");
    }

    private static Mapping ofProperties(String path, String member) {
      return new Mapping("azure.signinlogs.properties." + path, "", "'" + member + "':'x'", "x");
    }

    private Field field() {
      return Field.find(path);
    }

    private static String joined(String... members) {
      return Stream.of(members).filter(m -> !m.isEmpty()).collect(Collectors.joining(","));
    }

    private String raw() {
      String category = "'category':'SignInLogs'";
      String of = "'properties':{" + joined(CREATED, properties) + "}";
      return json("{" + joined(category, root, of) + "}");
    }

    /** A row of Log Analytics. */
    private String flat() {
      String row =
          "'TimeGenerated':'2026-03-01T11:51:00Z','Type':'SigninLogs','IsInteractive':true";
      return json("{" + joined(row, CREATED, "'SessionId':'s'", root, properties) + "}");
    }

    @Override
    public String toString() {
      return path;
    }
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  static Stream<Mapping> mappings() {
    String resource = "'resourceId':'/tenants/t-1/providers/Microsoft.aadiam'";
    String agent = "'userAgent':'" + ELECTRON + "'";
    String policies =
        "'appliedConditionalAccessPolicies':["
            + "{'displayName':'One','enforcedGrantControls':['Mfa','Block'],'result':'notApplied'},"
            + "{'displayName':'Two','enforcedGrantControls':['Mfa'],'result':'success'}]";
    String policy = "azure.signinlogs.properties.applied_conditional_access_policies.";
    return Stream.of(
        Mapping.ofRoot("event.action", "operationName"),
        new Mapping("user.id", "", "'userId':'u-1'", "u-1"),
        new Mapping("user.name", "", "'userPrincipalName':'ada@example.com'", "ada"),
        new Mapping("user.full_name", "", "'userDisplayName':'Ada E'", "Ada E"),
        new Mapping("user.domain", "", "'userPrincipalName':'ada@example.com'", "example.com"),
        new Mapping("user_agent.name", "", agent, "Electron"),
        new Mapping("user_agent.version", "", agent, "8.5.1"),
        new Mapping("user_agent.os.name", "", agent, "Windows"),
        new Mapping("azure.resource.id", resource, "", "/tenants/t-1/providers/Microsoft.aadiam"),
        new Mapping("azure.resource.provider", resource, "", "Microsoft.aadiam"),
        Mapping.ofRoot("azure.signinlogs.operation_name", "operationName"),
        Mapping.ofRoot("azure.signinlogs.result_type", "resultType"),
        Mapping.ofRoot("azure.signinlogs.result_signature", "resultSignature"),
        Mapping.ofRoot("azure.signinlogs.result_description", "resultDescription"),
        Mapping.ofRoot("azure.signinlogs.caller_ip_address", "callerIpAddress"),
        new Mapping(policy + "display_name", "", policies, "One", "Two"),
        new Mapping(policy + "enforced_grant_controls", "", policies, "Mfa", "Block"),
        new Mapping(policy + "result", "", policies, "notApplied", "success"),
        new Mapping(
            "azure.signinlogs.properties.authentication_details.authentication_method",
            "",
            "'authenticationDetails':[{'authenticationMethod':'Password'}]",
            "Password"),
        new Mapping(
            "azure.signinlogs.properties.authentication_processing_details",
            "",
            "'authenticationProcessingDetails':[{'key':'Oauth Scope Info','value':'[scope]'},"
                + "{'key':'Is CAE Token','value':'False'}]",
            "[scope]",
            "False"),
        Mapping.ofProperties("client_app_used", "clientAppUsed"),
        Mapping.ofProperties("client_credential_type", "clientCredentialType"),
        new Mapping(
            "azure.signinlogs.properties.conditional_access_audiences.application_id",
            "",
            "'conditionalAccessAudiences':[{'applicationId':'a-1'},{'applicationId':'a-2'}]",
            "a-1",
            "a-2"),
        new Mapping(
            "azure.signinlogs.properties.correlation_id", "", "'correlationId':'c-1'", "c-1"),
        new Mapping(
            "azure.signinlogs.properties.mfa_detail.auth_method",
            "",
            "'mfaDetail':{'authMethod':'OATH verification code'}",
            "OATH verification code"),
        Mapping.ofProperties("original_request_id", "originalRequestId"),
        Mapping.ofProperties("risk_detail", "riskDetail"),
        Mapping.ofProperties("risk_level", "riskLevel"),
        Mapping.ofProperties("risk_level_during_signin", "riskLevelDuringSignIn"),
        Mapping.ofProperties(
            "service_principal_credential_thumbprint", "servicePrincipalCredentialThumbprint"),
        Mapping.ofProperties("service_principal_id", "servicePrincipalId"),
        Mapping.ofProperties("service_principal_name", "servicePrincipalName"),
        new Mapping("azure.signinlogs.properties.tenant_id", "", "'tenantId':'t-1'", "t-1"),
        Mapping.ofProperties("token_issuer_type", "tokenIssuerType"));
  }

  @Test
  void shouldHaveAMappingForEveryFieldThatIsNotCore() {
    assertThat(
            Stream.concat(
                Stream.concat(mappings().map(Mapping::field), OF_DATABASES.stream()),
                OF_DOCUMENTS_ALONE.stream().map(Field::find)))
        .containsExactlyInAnyOrderElementsOf(
            Field.all().stream().filter(field -> !field.isCore()).toList());
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void shouldReadTheFieldOfARawRecordIfARuleReadsIt(Mapping mapping) {
    Event event = withEveryField(mapping.raw());

    assertThat(event.get(mapping.field())).containsExactly(mapping.values());
    assertThat(signIn(mapping.raw()).get(mapping.field())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void shouldReadTheFieldOfAFlatExport(Mapping mapping) {
    String flat = mapping.flat();
    if (mapping.field() == Field.PROPERTIES_TENANT_ID) {
      flat = flat.replace("tenantId", "AADTenantId");
    }

    Event event = withEveryField(flat);

    assertThat(event.get(mapping.field())).containsExactly(mapping.values());
    assertThat(one(flat).shape()).isEqualTo(Shape.LOG_ANALYTICS);
  }

  @Test
  void shouldReadObjectsOfAFlatExportThatAreJsonTexts() {
    String details = "[{\\\"key\\\":\\\"k\\\",\\\"value\\\":\\\"user_impersonation\\\"}]";
    Event event =
        withEveryField(
            json(
                "{'TimeGenerated':'2026-03-01T11:51:00Z','Type':'SigninLogs','SessionId':'s',"
                    + "'IsInteractive':true,'AuthenticationProcessingDetails':'"
                    + details
                    + "'}"));

    assertThat(
            event.get(Field.find("azure.signinlogs.properties.authentication_processing_details")))
        .containsExactly("user_impersonation");
  }

  @Test
  void shouldNameTheOperationAndResultOfASignInOfTheGraphApi() {
    Event event =
        withEveryField(
            json(
                "{"
                    + CREATED
                    + ",'isInteractive':true,'userPrincipalName':'ada@example.com',"
                    + "'resourceId':'r-1','status':{'errorCode':50126}}"));

    assertThat(event.get(Field.EVENT_ACTION)).containsExactly("Sign-in activity");
    assertThat(event.get(Field.RESULT_TYPE)).containsExactly("50126");
    assertThat(event.get(Field.AZURE_RESOURCE_ID)).isEmpty();
  }

  @Test
  void shouldReadAllLeavesOfAnObjectOfAnyKeys() {
    String details =
        "'authentication_processing_details':{'a b':'x','c':{'d':['y',7,null,true]},'e':'x'}";
    Event event =
        withEveryField(
            json(
                "{'@timestamp':'2026-03-01T11:50:00Z','azure':{'signinlogs':{'properties':{"
                    + "'app_id':'a',"
                    + details
                    + ",'session_id':'s'}}}}"));

    assertThat(
            event.get(Field.find("azure.signinlogs.properties.authentication_processing_details")))
        .containsExactly("x", "y", "7", "true");
    assertThat(event.get(Field.SESSION_ID)).containsExactly("s");
  }

  @ParameterizedTest
  @CsvSource({
    "'{''lat'':48.12,''lon'':2.5}', POINT (2.5 48.12)",
    "'{''lon'':''-0.0931'',''lat'':51}', POINT (-0.0931 51.0)",
    "'{''lat'':91,''lon'':2}',",
    "'{''lat'':48}',",
    "'{''lat'':''NaN'',''lon'':2}',"
  })
  void shouldReadAPlaceOfADocument(String location, String point) {
    Event event =
        withEveryField(
            json(
                "{'@timestamp':'2026-03-01T11:50:00Z','azure.signinlogs.properties.app_id':'a',"
                    + "'source':{'geo':{'location':"
                    + location
                    + "}}}"));

    assertThat(event.first(Field.SOURCE_LOCATION)).isEqualTo(point);
  }

  @Test
  void shouldLookUpThePlaceAndCountryCodeOfARawRecord(@TempDir Path folder) throws Exception {
    Path city = DatabaseFile.city(folder.resolve("c"), "203.0.113.0/24", "Delft", "ZH", "NL");
    DecoderSettings settings =
        new DecoderSettings(
            100_000,
            Duration.ofHours(1),
            DecoderSettings.TimestampSource.CREATED_DATE_TIME,
            DecoderSettings.Identity.ID,
            new GeoDatabases(city.toString(), null));
    byte[] raw =
        new Mapping("", "", "'ipAddress':'203.0.113.7'").raw().getBytes(StandardCharsets.UTF_8);

    Event event = decode(raw, settings, PLACE, new Decoding.EveryField()).get(0).signIn();
    Event core = decode(raw, settings, PLACE, new Decoding.Everything()).get(0).signIn();

    assertThat(event.get(Field.SOURCE_COUNTRY_CODE)).containsExactly("XX");
    assertThat(event.get(Field.SOURCE_LOCATION)).containsExactly("POINT (4.35 52.0)");
    assertThat(core.values()).containsKey(Field.SOURCE_COUNTRY);
    assertThat(core.values().keySet()).allMatch(Field::isCore);
  }

  /** As the patterns of the integration have it, which look for the first place that fits. */
  @ParameterizedTest
  @CsvSource({
    "ada@example.com, ada, example.com",
    "ada.l-1_x@example.com, ada.l-1_x, example.com",
    "o'brien@example.com, brien, example.com",
    "ada+tag@example.com, tag, example.com",
    "ada_example.com#EXT#@contoso.onmicrosoft.com, ada_example.com#EXT#@contoso.onmicrosoft.com,",
    "c3813493-bf92-5123-2717-8a8b2979c38b, c3813493-bf92-5123-2717-8a8b2979c38b,",
    "a@@b@c.d, b, c.d",
    "ada@, ada@,",
    "@example.com, @example.com,",
    "ada@example.com/x, ada, example.com"
  })
  void shouldSplitTheUserPrincipalName(String principal, String name, String domain) {
    Event event =
        withEveryField(
            new Mapping("", "", "'userPrincipalName':\"" + principal + "\"")
                .raw()
                .replace("o\"brien", "o'brien"));

    assertThat(event.first(Field.USER_NAME)).isEqualTo(name);
    assertThat(event.first(Field.USER_DOMAIN)).isEqualTo(domain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/120.0.0.0 Safari/537.36 | Chrome | 120.0.0.0 | Windows",
        "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0"
            + " | Firefox | 115.0 | Linux",
        "python-requests/2.28.1 | Python Requests | 2.28 |",
        "nobody knows | Other | |"
      })
  void shouldReadTheUserAgent(String original, String name, String version, String system) {
    Event event = withEveryField(new Mapping("", "", "'userAgent':'" + original + "'").raw());

    assertThat(event.first(Field.AGENT_NAME)).isEqualTo(name);
    assertThat(event.first(Field.AGENT_VERSION)).isEqualTo(version);
    assertThat(event.first(Field.AGENT_SYSTEM)).isEqualTo(system);
  }

  /**
   * Else the same record would be a sign-in under one set of rules and another log under another.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'@timestamp':'2026-03-01T11:50:00Z','event':{'action':'a','reason':'b'}}",
        "{'@timestamp':'2026-03-01T11:50:00Z','azure':{'resource':{'id':'r'}},'user':{'id':'u'}}",
        "{'@timestamp':'2026-03-01T11:50:00Z','azure':{'signinlogs':{'operation_name':'x'}}}",
        "{'@timestamp':'2026-03-01T11:50:00Z','message':'m','user':{'name':'a'}}",
        "{'time':'2026-03-01T11:50:00Z','category':'SignInLogs','properties':{'riskDetail':'x'}}",
        "{'time':'2026-03-01T11:50:00Z','category':'SignInLogs','resultSignature':'x'}",
        "{'createdDateTime':'2026-03-01T11:50:00Z','Category':'SigninLogs','riskDetail':'x'}",
        "{'createdDateTime':'2026-03-01T11:50:00Z','riskDetail':'x','clientAppUsed':'y'}",
        "{'time':'2026-03-01T11:50:00Z','category':'AuditLogs','operationName':'x',"
            + "'resourceId':'r','properties':{'correlationId':'x'}}"
      })
  void shouldClassifyARecordTheSameWhateverFieldsAreRead(String text) {
    byte[] bytes = json(text).getBytes(StandardCharsets.UTF_8);

    assertThat(outcome(decode(bytes, DecoderSettings.DEFAULT, PLACE, new Decoding.EveryField())))
        .isEqualTo(outcome(decode(bytes)));
  }

  private static List<String> outcome(List<Decoded> all) {
    return all.stream()
        .map(
            one ->
                one.shape()
                    + " "
                    + one.otherLog()
                    + " "
                    + (one.deadLetter() == null ? "" : one.deadLetter().reason())
                    + (one.signIn() == null ? "" : one.signIn().uid()))
        .toList();
  }

  @Test
  void shouldKeepASignInOfWhichEveryFieldIsPadded() {
    String padded =
        Field.all().stream()
            .filter(field -> field.type() == FieldType.KEYWORD)
            .map(field -> "'" + field.path() + "':'" + "a".repeat(20_000) + "'")
            .collect(Collectors.joining(",", "{'@timestamp':'2026-03-01T11:50:00Z',", "}"));

    assertThat(withEveryField(json(padded)).values()).hasSizeGreaterThan(70);
  }

  @Test
  void shouldReadTheFieldsOfTheRulesThatRun() {
    Rule rule = BuiltInRules.all().get(0);
    Field read = Field.find("azure.signinlogs.properties.risk_detail");
    List<Column> columns = new ArrayList<>(rule.stats());
    columns.add(Column.column("Esql.details", Aggregate.values(read)));
    Rule more =
        new Rule(
            rule.id(),
            rule.about(),
            rule.where(),
            rule.bucket(),
            columns,
            rule.by(),
            rule.having(),
            rule.windows());

    assertThat(new RelevantToRules(List.of(rule)).fields()).isEqualTo(Relevance.CORE_FIELDS);
    assertThat(new RelevantToRules(List.of(rule, more)).fields())
        .containsAll(Relevance.CORE_FIELDS)
        .contains(read)
        .hasSize(Relevance.CORE_FIELDS.size() + 1);
  }

  @Test
  void shouldKeepANumberForEver() {
    assertThat(Field.all().stream().map(Field::number).toList())
        .as("numbers in state: give a new field the next one")
        .isEqualTo(IntStream.rangeClosed(1, 88).boxed().toList());
  }
}
