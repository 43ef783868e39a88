// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Field;
import io.entrawatch.event.SignInBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceCodeRetunedTest {
  private RuleHarness job;

  @BeforeEach
  void open() throws Exception {
    job = new RuleHarness(DeviceCodeRetuned.RULE);
  }

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  private static SignInBuilder code(String time) {
    return signIn().deviceCode().at(time);
  }

  private static SignInBuilder later(String time) {
    return code(time).with(Field.AUTHENTICATION_PROTOCOL, "none");
  }

  @Test
  void alertsOnADeviceCodeAndASecondUserAgent() throws Exception {
    job.arrive(code("10:00:00").build(), later("10:08:59").agent("curl/8").build());
    assertThat(job.alerts()).hasSize(1);
  }

  @Test
  void alertsOnADeviceCodeAndASecondIp() throws Exception {
    job.arrive(code("10:00:00").build(), later("10:00:01").from("203.0.113.7").build());
    assertThat(job.alerts()).hasSize(1);
  }

  @Test
  void isSilentOnOneSignInHoweverManyIpsItBears() throws Exception {
    job.arrive(code("10:00:00").with(Field.SOURCE_IP, "192.0.2.1", "192.0.2.2").build()).end();
    assertThat(job.rows()).isEmpty();
  }

  @Test
  void isSilentWithoutADeviceCodeAuthentication() throws Exception {
    job.arrive(later("10:00:00").build(), later("10:00:01").agent("curl/8").build()).end();
    assertThat(job.rows()).isEmpty();
  }

  @Test
  void isSilentFromOneSource() throws Exception {
    job.arrive(code("10:00:00").build(), code("10:00:01").build(), later("10:00:02").build());
    assertThat(job.end().rows()).isEmpty();
  }

  @Test
  void asksTheDatasetOfTheDataStream() throws Exception {
    job.arrive(
        code("10:00:00").with(Field.DATA_STREAM_DATASET).build(),
        later("10:00:01").agent("curl/8").build());
    assertThat(job.end().rows()).isEmpty();
  }

  @Test
  void aProtocolWithTwoValuesIsNoDeviceCodeAuthentication() throws Exception {
    job.arrive(
        code("10:00:00").with(Field.AUTHENTICATION_PROTOCOL, "deviceCode", "none").build(),
        later("10:00:01").agent("curl/8").build());
    assertThat(job.end().rows()).isEmpty();
  }

  @Test
  void showsAppNamesAndAppIdsInColumnsOfTheirOwn() throws Exception {
    job.arrive(code("10:00:00").build(), later("10:00:01").agent("curl/8").build()).end();
    JsonNode columns = RuleHarness.json(job.rows().get(0).document()).get("columns");
    assertThat(columns.get("Esql.azure_signinlogs_properties_client_app_values").asText())
        .isEqualTo("Azure CLI");
    assertThat(columns.get("Esql.azure_signinlogs_properties_app_id_values").asText())
        .isEqualTo(SignInBuilder.AZURE_CLI);
    assertThat(columns.get("Esql.device_code_auth_count").asInt()).isEqualTo(1);
    assertThat(columns.get("Esql.authentication_protocol_values").toString())
        .isEqualTo("[\"deviceCode\",\"none\"]");
  }
}
