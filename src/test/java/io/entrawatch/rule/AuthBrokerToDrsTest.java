// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.SignInBuilder;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthBrokerToDrsTest {
  private RuleHarness job;

  @BeforeEach
  void open() throws Exception {
    job = new RuleHarness(AuthBrokerToDrs.RULE);
  }

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  private static SignInBuilder browser(String time) {
    return signIn().authBroker().at(time);
  }

  private static SignInBuilder program(String time) {
    return browser(time).nonInteractive().from("203.0.113.7").agent("python-requests/2.32");
  }

  @Test
  void alertsOnTwoAddressesOneOfThemWithABrowser() throws Exception {
    job.arrive(browser("10:00:00").build(), program("10:05:00").build());
    assertThat(job.alerts()).hasSize(1);
  }

  @Test
  void isSilentOnOneAddress() throws Exception {
    job.arrive(browser("10:00:00").build(), browser("10:05:00").agent("curl/8").build()).end();
    assertThat(job.rows()).isEmpty();
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void isSilentOnOneSignInWithTwoAddresses() throws Exception {
    job.arrive(browser("10:00:00").with(Field.SOURCE_ADDRESS, "192.0.2.1", "192.0.2.2").build());
    assertThat(job.end().rows()).isEmpty();
  }

  @Test
  void comparesAddressesAsTexts() throws Exception {
    job.arrive(
        browser("10:00:00").with(Field.SOURCE_ADDRESS, "2001:DB8::1").build(),
        browser("10:00:01").with(Field.SOURCE_ADDRESS, "2001:db8::1").build());
    assertThat(job.end().rows()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Edge 18.1", "FIREFOX 3", "chrome", "Chrome\nX", "Safari"})
  void takesForABrowserWhatStartsLikeOne(String name) throws Exception {
    job.arrive(program("10:00:00").browser(name).from("192.0.2.1").build());
    job.arrive(program("10:00:01").build()).end();
    assertThat(job.rows()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Mobile Safari 17", " chrome", "MicrosoftEdge 1", "Rich Client 4", "chrom"})
  void takesNothingElseForABrowser(String name) throws Exception {
    job.arrive(program("10:00:00").browser(name).from("192.0.2.1").build());
    job.arrive(program("10:00:01").build()).end();
    assertThat(job.rows()).isEmpty();
  }

  @Test
  void takesTwoBrowsersInOneFieldForNone() throws Exception {
    job.arrive(browser("10:00:00").with(Field.BROWSER, "Chrome 1", "Edge 1").build());
    job.arrive(program("10:00:01").build()).end();
    assertThat(job.rows()).isEmpty();
  }

  @Test
  void neverMatchesWithoutASession() throws Exception {
    job.arrive(
        browser("10:00:00").with(Field.SESSION_ID).build(),
        program("10:00:01").with(Field.SESSION_ID).build());
    assertThat(job.end().rows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "event.outcome,failure",
    "azure.signinlogs.properties.user_type,member",
    "azure.signinlogs.properties.app_id,29D9ED98-A469-4536-ADE2-F981BC1D605E",
    "azure.signinlogs.properties.resource_id,00000003-0000-0000-c000-000000000000",
    "data_stream.dataset,azure.auditlogs"
  })
  void leavesOutWhatItsFilterDoesNotName(Field field, String value) throws Exception {
    job.arrive(browser("10:00:00").with(field, value).build(), program("10:05:00").build()).end();
    assertThat(job.rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azure.signinlogs.identity",
        "azure.signinlogs.properties.user_principal_name",
        "source.address"
      })
  void leavesOutWhatLacksAField(Field field) throws Exception {
    job.arrive(browser("10:00:00").with(field).build(), program("10:05:00").with(field).build());
    assertThat(job.end().alerts()).isEmpty();
  }

  @Test
  void groupsByPrincipalNameNotByIdentity() throws Exception {
    job.arrive(
        browser("10:00:00").build(), program("10:05:00").with(Field.IDENTITY, "ADA").build());
    assertThat(job.alerts()).hasSize(1);
  }

  @Test
  void bucketsAreHalfHoursOfSignInTimeToTheMillisecond() throws Exception {
    job.arrive(browser("10:00:00.000").build(), program("10:29:59.999").build()).end();
    assertThat(job.rows()).hasSize(1);
    JsonNode row = RuleHarness.json(job.rows().get(0).document());
    assertThat(row.get("window_start").asText()).isEqualTo("2026-01-15T10:00:00.000Z");
    assertThat(row.get("window_end").asText()).isEqualTo("2026-01-15T10:30:00.000Z");
    assertThat(row.at("/columns").get("Esql.time_window_date_trunc").asText())
        .isEqualTo("2026-01-15T10:00:00.000Z");
    assertThat(row.get("columns").has("azure.signinlogs.properties.session_id")).isFalse();
  }

  @Test
  void theSignInReadingFindsAPairThatABucketCutsInTwo() throws Exception {
    job.arrive(browser("10:29:59").build(), program("10:30:01").build());
    assertThat(job.alerts()).hasSize(1);
    assertThat(RuleHarness.json(job.alerts().get(0).document()).at("/entrawatch/readings"))
        .hasToString("[\"sign-in\"]");
    assertThat(job.end().rows()).isEmpty();
  }

  @Test
  void aBucketStaysOpenFor61MinutesOfIngestTime() throws Exception {
    job.arrive(browser("10:00:00").build());
    job.watermark(millis("11:30:59.998Z"));
    job.arrive(program("10:05:00").ingested("11:31:00").build());
    assertThat(job.matches()).extracting("reading").contains("elastic");
  }

  @Test
  void aMomentLaterItIsLateForTheBucketAndSaidSo() throws Exception {
    job.arrive(browser("10:00:00").build());
    job.watermark(millis("11:30:59.999Z"));
    Event late = program("10:00:00").ingested("11:31:00").build();
    job.arrive(late);
    assertThat(job.late()).extracting("signIn").containsExactly(late);
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void thresholdsAreSettings() throws Exception {
    Rule stricter =
        AuthBrokerToDrs.RULE.withThresholds(java.util.Map.of("min-source-addresses", 3L));
    try (RuleHarness strict = new RuleHarness(stricter)) {
      strict.arrive(browser("10:00:00").build(), program("10:05:00").build());
      assertThat(strict.alerts()).isEmpty();
      strict.arrive(program("10:06:00").from("198.51.100.3").build());
      assertThat(strict.alerts()).hasSize(1);
    }
  }

  private static long millis(String time) {
    return Instant.parse(SignInBuilder.DAY + "T" + time).toEpochMilli();
  }
}
