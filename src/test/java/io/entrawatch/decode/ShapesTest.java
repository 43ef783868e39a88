// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.ARRIVAL;
import static io.entrawatch.decode.Decoding.ARRIVAL_MILLIS;
import static io.entrawatch.decode.Decoding.PLACE;
import static io.entrawatch.decode.Decoding.dead;
import static io.entrawatch.decode.Decoding.decode;
import static io.entrawatch.decode.Decoding.one;
import static io.entrawatch.decode.Decoding.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.GeoDatabases;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapesTest {
  private static final String RAW =
      json(
          "{'time':'2026-03-01T11:51:00Z','tenantId':'t-1','category':'NonInteractiveUserSignInLogs','correlationId':'c-1','identity':'Ada"
              + " Example','level':'4','location':'NL',"
              + "'properties':{'id':'s-1','createdDateTime':'2026-03-01T11:50:00.1239999Z',"
              + "'userPrincipalName':'ada@example.com','ipAddress':'2001:DB8::7','userAgent':'curl/8',"
              + "'status':{'errorCode':50199,'failureReason':'Confirm','additionalDetails':'MFA'},'deviceDetail':{'browser':'Chrome"
              + " 136.0.0','isManaged':false},'isInteractive':false,"
              + "'sessionId':'x-1','location':{'city':'The Hague','countryOrRegion':'NL'}}}");

  private static final String NESTED =
      json(
          "{'@timestamp':'2026-03-01T11:50:00.123Z','event':{'ingested':'"
              + ARRIVAL
              + "','category':['authentication'],'dataset':'azure.signinlogs','outcome':'failure',"
              + "'id':'s-1','kind':'event'},'data_stream':{'dataset':'azure.signinlogs'},'message':'Confirm"
              + " (MFA)','source':{'ip':'2001:db8::7','address':'2001:DB8::7',"
              + "'geo':{'city_name':'Delft','region_name':'ZH','country_name':'NL'},"
              + "'as':{'number':64500,'organization':{'name':'Example Net'}}},"
              + "'user_agent':{'original':'curl/8'},'azure':{'tenant_id':'t-1','correlation_id':'c-1','signinlogs':{'category':'NonInteractiveUserSignInLogs','identity':'Ada"
              + " Example',"
              + "'properties':{'id':'s-1','user_principal_name':'ada@example.com','session_id':'x-1',"
              + "'status':{'error_code':50199},'is_interactive':false,'device_detail':{'browser':'Chrome"
              + " 136.0.0','is_managed':false}}}}}");

  private static GeoDatabases databases;

  @BeforeAll
  static void writeDatabases(@TempDir Path folder) throws IOException {
    databases =
        new GeoDatabases(
            DatabaseFile.city(folder.resolve("c"), "2001:db8::/64", "Delft", "ZH", "NL").toString(),
            DatabaseFile.asn(folder.resolve("a"), "2001:db8::/64", 64_500, "Example Net")
                .toString());
  }

  /** Raw records have no place, so the databases know the one that the document has. */
  private static List<Decoded> enriched(String text) {
    DecoderSettings settings =
        new DecoderSettings(
            1_000_000,
            Duration.ofHours(1),
            DecoderSettings.TimestampSource.CREATED_DATE_TIME,
            DecoderSettings.Identity.ID,
            databases);
    return decode(
        text.getBytes(StandardCharsets.UTF_8), settings, PLACE, new Decoding.Everything());
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String agent(String message) throws Exception {
    return new ObjectMapper()
        .writeValueAsString(
            Map.of(
                "@timestamp",
                "2026-03-01T11:58:00.000Z",
                "data_stream",
                Map.of("dataset", "azure.signinlogs", "type", "logs"),
                "message",
                message));
  }

  private static String dotted(Event signIn) throws Exception {
    return new ObjectMapper()
        .writeValueAsString(
            signIn.values().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().path(), Map.Entry::getValue)));
  }

  @Test
  void theSameSignInIsTheSameInEveryShape() throws Exception {
    Event nested = signIn(NESTED);
    assertThat(nested.uid()).isEqualTo("s-1|NonInteractiveUserSignInLogs");
    assertThat(nested.ingested()).isEqualTo(ARRIVAL_MILLIS);
    assertThat(nested.values()).hasSize(27);
    List<String> shapes = new ArrayList<>();
    shapes.add(dotted(nested));
    shapes.add("{\"_id\":\"1\",\"_source\":" + NESTED + "}");
    shapes.add("[" + NESTED + "]");
    shapes.add(RAW);
    shapes.add("[" + RAW + "]");
    shapes.add("{\"records\":[" + RAW + "]}");
    shapes.add(agent(RAW));
    shapes.add("[" + agent(RAW) + "]");
    shapes.add(agent("{\"records\":[" + RAW + "]}"));
    for (String shape : shapes) {
      assertThat(enriched(shape))
          .as(shape)
          .singleElement()
          .extracting(Decoded::signIn)
          .isEqualTo(nested);
    }
  }

  @Test
  void theShapeIsRecognisedRecordByRecord() throws Exception {
    List<Decoded> mixed = enriched("[" + RAW + "," + NESTED + "," + agent(RAW) + "]");
    assertThat(mixed).extracting(Decoded::signIn).containsOnly(signIn(NESTED)).hasSize(3);
    assertThat(mixed).extracting(Decoded::index).containsExactly(0, 1, 2);
    assertThat(mixed).extracting(Decoded::shape).containsExactly(Shape.RAW, Shape.ECS, Shape.AGENT);
  }

  @Test
  void aRawRecordToWhichAShipperAddedItsTimeIsRaw() {
    String shipped =
        json("{'@timestamp':'2026-03-01T11:59:59Z','@version':'1',") + RAW.substring(1);
    assertThat(signIn(shipped)).isEqualTo(signIn(RAW));
  }

  @Test
  void theIngestTimeOfAnAgentsEnvelopeCounts() {
    String message = RAW.replace("\"", "\\\"");
    String envelope =
        json(
                "{'event':{'dataset':'azure.signinlogs','ingested':'2026-03-01T11:57:00Z'},'message':'")
            + message
            + "\"}";
    assertThat(signIn(envelope).ingested()).isEqualTo(ARRIVAL_MILLIS - 180_000);
  }

  @Test
  void aDocumentWhoseMessageLooksLikeJsonIsNoEnvelope() {
    Event signIn = signIn(NESTED.replace("Confirm (MFA)", "{not a record}"));
    assertThat(signIn.single(Field.MESSAGE)).isEqualTo("{not a record}");
    assertThat(signIn.single(Field.SESSION_ID)).isEqualTo("x-1");
  }

  @Test
  void anEnvelopeWithABrokenRecordIsADeadLetterAsItCame() throws Exception {
    for (String broken :
        List.of(RAW.substring(0, 200), RAW + "}", "{\"a\":}", RAW + "x", RAW + " 7")) {
      String envelope = agent(broken);
      DeadLetter dead = dead(envelope);
      assertThat(dead.reason()).isEqualTo("not-json");
      assertThat(dead.bytes()).isEqualTo(envelope.getBytes(StandardCharsets.UTF_8));
    }
    String deep = "{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}";
    assertThat(dead(agent(deep)).reason()).isEqualTo("too-deep");
  }

  @Test
  void anAgentsEnvelopeOfAnotherLogIsLeftOutAndCounted() throws Exception {
    String audit =
        json(
            "{'time':'2026-03-01T11:51:00Z','category':'AuditLogs','operationName':'Add user',"
                + "'properties':{'id':'a-1','initiatedBy':{'user':{'userPrincipalName':'a'}}}}");
    assertThat(one(agent(audit)).otherLog()).isEqualTo("AuditLogs");
    assertThat(one(agent("{\"records\":[" + audit + "]}")).otherLog()).isEqualTo("AuditLogs");
    assertThat(one(agent("{\"records\":[]}")).otherLog()).isNotNull();
  }

  @Test
  void anAgentsEnvelopeOfWhatHasTheMarksOfASignInIsADeadLetterWhateverItsCategory()
      throws Exception {
    DeadLetter dead = dead(agent(RAW.replace("SignInLogs", "AuditLogs")));
    assertThat(dead.reason()).isEqualTo("unrecognised");
    assertThat(dead.detail()).contains("NonInteractiveUserAuditLogs");
  }

  @Test
  void severalRecordsInAMessageAreAllRead() throws Exception {
    assertThat(enriched(agent(RAW + RAW)))
        .extracting(Decoded::signIn)
        .containsExactly(signIn(NESTED), signIn(NESTED));
    assertThat(enriched(agent(RAW + "\n" + RAW))).hasSize(2);
  }

  @Test
  void aRecordInAMessageLosesOnlyTheValueThatIsNotOfItsType() throws Exception {
    Decoded decoded = one(agent(RAW.replace("50199", "{}")));
    assertThat(decoded.ignored()).isEqualTo(1);
    assertThat(decoded.signIn().single(Field.SESSION_ID)).isEqualTo("x-1");
    assertThat(decoded.signIn().get(Field.EVENT_OUTCOME)).isEmpty();
  }
}
