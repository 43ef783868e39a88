// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.Requests;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<SampleSignIn> SIGN_INS =
      Requests.signIns(Requests.incidents(GenerateRequest.of(600, 11), 30));

  /** Where the same value stands: as ECS, and in a raw record. */
  private static final Map<String, String> FIELDS = new TreeMap<>();

  static {
    FIELDS.put("/event/id", "/properties/id");
    FIELDS.put("/source/address", "/properties/ipAddress");
    FIELDS.put("/user_agent/original", "/properties/userAgent");
    FIELDS.put("/azure/tenant_id", "/tenantId");
    FIELDS.put("/azure/correlation_id", "/correlationId");
    FIELDS.put("/azure/signinlogs/category", "/category");
    FIELDS.put("/azure/signinlogs/identity", "/identity");
    for (String name :
        List.of(
            "id",
            "sessionId",
            "userId",
            "userPrincipalName",
            "userDisplayName",
            "userType",
            "appId",
            "appDisplayName",
            "resourceId",
            "resourceDisplayName",
            "originalTransferMethod",
            "authenticationProtocol",
            "authenticationRequirement",
            "incomingTokenType",
            "uniqueTokenIdentifier",
            "tokenProtectionStatusDetails/signInSessionStatus",
            "isInteractive",
            "deviceDetail/browser",
            "deviceDetail/operatingSystem",
            "deviceDetail/deviceId",
            "deviceDetail/displayName",
            "deviceDetail/trustType",
            "deviceDetail/isManaged",
            "deviceDetail/isCompliant",
            "conditionalAccessStatus",
            "riskState",
            "riskLevelAggregated",
            "appOwnerTenantId",
            "resourceOwnerTenantId",
            "status/errorCode",
            "autonomousSystemNumber")) {
      FIELDS.put("/azure/signinlogs/properties/" + SnakeCase.of(name), "/properties/" + name);
    }
  }

  @Test
  void ecsAndRawCarryTheSameFields() throws IOException {
    RecordWriter ecs = Format.ECS.writer(3_100);
    RecordWriter raw = Format.RAW.writer(3_100);

    for (SampleSignIn signIn : SIGN_INS) {
      JsonNode document = record(ecs, signIn);
      JsonNode rawRecord = record(raw, signIn);
      FIELDS.forEach(
          (to, from) -> assertThat(text(document, to)).as(to).isEqualTo(text(rawRecord, from)));
    }
  }

  @Test
  void everyFieldIsThereInSomeRecord() throws IOException {
    RecordWriter ecs = Format.ECS.writer(3_100);
    Map<String, String> missing = new TreeMap<>(FIELDS);

    for (SampleSignIn signIn : SIGN_INS) {
      JsonNode document = record(ecs, signIn);
      missing.keySet().removeIf(path -> text(document, path) != null);
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void ecsSaysWhatRawOnlyImplies() throws IOException {
    RecordWriter ecs = Format.ECS.writer(3_100);
    RecordWriter raw = Format.RAW.writer(3_100);

    for (SampleSignIn signIn : SIGN_INS) {
      JsonNode document = record(ecs, signIn);
      JsonNode rawRecord = record(raw, signIn);
      JsonNode status = rawRecord.at("/properties/status");
      String created = rawRecord.at("/properties/createdDateTime").asText();
      assertThat(created).hasSize("2026-01-15T08:00:00.1236789Z".length());
      assertThat(document.at("/@timestamp").asText()).isEqualTo(created.substring(0, 23) + "Z");
      assertThat(document.at("/event/outcome").asText())
          .isEqualTo(status.at("/errorCode").asInt() == 0 ? "success" : "failure");
      String details = text(status, "/additionalDetails");
      assertThat(document.at("/message").asText())
          .isEqualTo(
              text(status, "/failureReason") + (details == null ? "" : " (" + details + ")"));
      assertThat(document.at("/event/category")).hasSize(1);
      assertThat(document.at("/event/category/0").asText()).isEqualTo("authentication");
      assertThat(document.at("/event/dataset").asText()).isEqualTo("azure.signinlogs");
      assertThat(document.at("/data_stream/dataset").asText()).isEqualTo("azure.signinlogs");
      assertThat(text(document, "/source/ip")).isEqualTo(text(document, "/source/address"));
      assertThat(rawRecord.findValue("ingested")).isNull();
    }
  }

  @Test
  void ecsLeavesOutWhatIsNullOrEmpty() throws IOException {
    RecordWriter ecs = Format.ECS.writer(3_100);

    for (SampleSignIn signIn : SIGN_INS) {
      assertThat(record(ecs, signIn).findValues("browser"))
          .allMatch(browser -> !browser.asText().isEmpty());
    }
  }

  @Test
  void theAgentsMessageIsTheRawRecord() throws IOException {
    RecordWriter raw = Format.RAW.writer(3_100);
    RecordWriter agent = Format.AGENT.writer(3_100);

    for (SampleSignIn signIn : SIGN_INS) {
      JsonNode event = record(agent, signIn);
      assertThat(event.at("/message").isTextual()).isTrue();
      assertThat(JSON.readTree(event.at("/message").asText())).isEqualTo(record(raw, signIn));
      assertThat(event.at("/data_stream/dataset").asText()).isEqualTo("azure.signinlogs");
    }
  }

  @ParameterizedTest
  @CsvSource({"ECS,3100", "ECS,11500", "RAW,3100", "RAW,11500", "RAW,100000"})
  void recordsAreAboutAsLargeAsAskedFor(Format format, int sizeBytes) throws IOException {
    RecordWriter writer = format.writer(sizeBytes);

    double sum = 0;
    for (SampleSignIn signIn : SIGN_INS) {
      sum += bytes(writer, signIn).length;
    }

    assertThat(sum / SIGN_INS.size()).isBetween(0.93 * sizeBytes, 1.07 * sizeBytes);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aRecordIsOneLine(Format format) throws IOException {
    RecordWriter writer = format.writer(11_500);

    for (SampleSignIn signIn : SIGN_INS) {
      assertThat(bytes(writer, signIn)).doesNotContain((byte) '\n');
    }
  }

  @Test
  void namesAreSpelledAsTheIntegrationSpellsThem() {
    assertThat(SnakeCase.of("ipAddress")).isEqualTo("ip_address");
    assertThat(SnakeCase.of("IPAddress")).isEqualTo("ipaddress");
    assertThat(SnakeCase.of("userPrincipalName")).isEqualTo("user_principal_name");
  }

  private static JsonNode record(RecordWriter writer, SampleSignIn signIn) throws IOException {
    return JSON.readTree(bytes(writer, signIn));
  }

  private static byte[] bytes(RecordWriter writer, SampleSignIn signIn) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(signIn, out);
    return out.toByteArray();
  }

  /** As the integration reads it: null and "" are missing. */
  private static String text(JsonNode node, String path) {
    JsonNode value = node.at(path);
    String text = value.isMissingNode() || value.isNull() ? "" : value.asText();
    return text.isEmpty() ? null : text;
  }
}
