// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.AlertSettings;
import io.entrawatch.alert.LimitSettings;
import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import io.entrawatch.decode.shape.EnrichmentSettings;
import io.entrawatch.kafka.KafkaSettings;
import io.entrawatch.kafka.KafkaSinkSettings.Delivery;
import io.entrawatch.kafka.StartPosition;
import io.entrawatch.rule.RuleSettings;
import io.entrawatch.source.ExpectedSource;
import io.entrawatch.source.InputSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsParserTest extends SettingsTestBase {
  private static final String KAFKA =
      "kafka.bootstrap-servers: broker:9092\nkafka.topics.events: sign-ins\n";

  @Test
  void nothingNeedsToBeSetToDetectInFiles() {
    Settings settings = set();
    assertThat(settings.input())
        .isEqualTo(
            new InputSettings(
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                2 * 1024 * 1024,
                true,
                TimestampSource.CREATED_DATE_TIME,
                List.of()));
    assertThat(settings.enrichment())
        .isEqualTo(new EnrichmentSettings(Optional.empty(), Optional.empty()));
    assertThat(settings.alerts())
        .isEqualTo(new AlertSettings(Duration.ofHours(24), Duration.ofSeconds(5), null, null));
    assertThat(settings.limits()).isEqualTo(new LimitSettings(10_000, 1_000));
    assertThat(settings.kafka()).isEmpty();
    assertThat(settings.elasticsearch()).isEmpty();
    assertThat(settings.rules().get("device-code-concurrent"))
        .isEqualTo(
            new RuleSettings(
                true,
                Set.of("elastic", "sign-in"),
                Duration.ofMinutes(9),
                Duration.ofMinutes(1),
                Map.of("min-interactive", 2L, "min-non-interactive", 1L)));
  }

  @Test
  void rulesKeepTheOrderOfTheCatalogue() {
    assertThat(set().rules().keySet())
        .containsExactly("device-code-concurrent", "auth-broker-to-drs");
  }

  @Test
  void theLaterAssignmentWinsAndBothWinOverTheFile() {
    assertThat(parse("input.idleness: 1m", "input.idleness=2m").input().idleness())
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(set("input.idleness=2m", "input.idleness = 3m").input().idleness())
        .isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void anAssignmentWithoutAnEqualsSignIsRefusedWithoutShowingItsValue() {
    errorOfSet("elasticsearch.api-key: hunter2")
        .contains("--set \"elasticsearch.api-key\"", "KEY=VALUE");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.bootstrap.servers, kafka.bootstrap-servers",
    "kafka.bootstrap_servers, kafka.bootstrap-servers",
    "input.idlenes, input.idleness",
    "max-out-of-orderness, input.max-out-of-orderness",
    "rules.device-code-concurent.slide, rules.device-code-concurrent.slide",
    "rules.device-code-concurrent.min-interactve, rules.device-code-concurrent.min-interactive"
  })
  void anUnknownKeyIsRefusedWithTheNearestKnownOne(String key, String nearest) {
    errorOfSet(key + "=1")
        .isEqualTo("unknown setting \"" + key + "\"; did you mean " + nearest + "?");
  }

  @Test
  void anUnknownKeyLikeNoOtherIsSentToTheDocument() {
    errorOfSet("colour=red").contains("unknown setting \"colour\"", "docs/configuration.md");
    errorOf("kafka: broker:9092").contains("kafka is a section");
    errorOfSet("kafka.properties=x").contains("kafka.properties is a section");
  }

  @ParameterizedTest
  @CsvSource({
    "5m, 300",
    "5 min, 300",
    "1h, 3600",
    "90s, 90",
    "90 seconds, 90",
    "1h 30m, 5400",
    "1h30m, 5400",
    "PT5M, 300",
    "1 d, 86400"
  })
  void durationsAreWrittenAsPeopleWriteThem(String text, long seconds) {
    assertThat(set("input.idleness=" + text).input().idleness()).hasSeconds(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"24", "5 parsecs", "h", "-5m", "1m later", "99999999999999 d", "P", "PT-5M", "m5"})
  void whatIsNoDurationIsRefusedWithWhatToWrite(String text) {
    errorOfSet("input.idleness=" + text)
        .isEqualTo("input.idleness: \"" + text + "\" is not a duration: write 90s, 5m, 1h or 1 d");
  }

  @Test
  void durationsKeepTheirRanges() {
    errorOfSet("input.idleness=0").isEqualTo("input.idleness is 0; it must be longer than 0");
    errorOfSet("input.max-skew=0s").contains("input.max-skew", "must be longer than 0");
    errorOfSet("input.max-skew=40000 d")
        .isEqualTo("input.max-skew is 40000 d; it must be at most 36500 d");
    errorOfSet("alerts.update-interval=0").contains("alerts.update-interval is 0");
    errorOfSet("alerts.period=1500ms").contains("alerts.period is 1500 ms", "whole seconds");
    assertThat(set("alerts.period=0").alerts().period()).isZero();
    assertThat(set("input.max-out-of-orderness=0").input().maxOutOfOrderness()).isZero();
  }

  @Test
  void otherValuesAreRefusedWithWhatIsExpected() {
    errorOfSet("input.deduplicate=yes")
        .isEqualTo("input.deduplicate: \"yes\" is not true or false");
    errorOfSet("input.timestamp-source=created")
        .isEqualTo("input.timestamp-source: \"created\" is not one of: created-date-time, time");
    errorOfSet("input.max-record-size=2000")
        .contains("\"2000\" is not a size: write 512 kb or 2 mb");
    errorOfSet("input.max-record-size=4gb").contains("input.max-record-size", "at most");
    errorOfSet("input.max-record-size=1536mb")
        .isEqualTo("input.max-record-size is 1536 mb; it must be at most 1 gb");
    errorOfSet("limits.events-per-alert=ten").contains("\"ten\" is not a whole number");
    errorOfSet("limits.events-per-alert=0").contains("is 0; it must be at least 1");
    errorOfSet("limits.events-per-window=3000000000").contains("at most 2147483647");
    errorOfSet("input.idleness=")
        .isEqualTo("input.idleness has no value: give it one or leave the key out");
    errorOf(KAFKA, "kafka.topics.events=a,,b").contains("\"a,,b\" is not a list");
  }

  @Test
  void expectedSourcesAreATenantOrAllOfThemWithACategory() {
    String tenant = "0a1B2c3d-0000-1111-2222-333344445555";
    assertThat(
            set("input.expected-sources=[*/signinlogs, " + tenant + "/ManagedIdentitySignInLogs]")
                .input()
                .expectedSources())
        .containsExactly(
            new ExpectedSource("*", "SignInLogs"),
            new ExpectedSource(tenant.toLowerCase(Locale.ROOT), "ManagedIdentitySignInLogs"));
    errorOfSet("input.expected-sources=SignInLogs")
        .isEqualTo(
            "input.expected-sources: \"SignInLogs\" is not TENANT/CATEGORY; write for example"
                + " */SignInLogs");
    errorOfSet("input.expected-sources=contoso.example/SignInLogs")
        .isEqualTo(
            "input.expected-sources: \"contoso.example/SignInLogs\" names no tenant by its id;"
                + " write the id, as 00000000-0000-0000-0000-000000000000, or * for every tenant");
    errorOfSet("input.expected-sources=*/NonInteractiveSignInLog")
        .isEqualTo(
            "input.expected-sources: \"*/NonInteractiveSignInLog\" names no category of sign-ins;"
                + " did you mean NonInteractiveUserSignInLogs?");
    errorOfSet("input.expected-sources=*/AuditLogs").contains("names no category of sign-ins; ");
  }

  @Test
  void aMessageIsOneLineWhateverTheValue() {
    errorOf("input.idleness: \"1\\n\\e[31m\\u2028m\"").contains("input.idleness: \"1 [31m m\"");
  }

  @Test
  void aRuleIsSetByItsIdAndItsThresholdsByTheirNames() {
    RuleSettings rule =
        set(
                "rules.device-code-concurrent.slide=5m",
                "rules.device-code-concurrent.readings=elastic",
                "rules.device-code-concurrent.min-interactive=4",
                "rules.auth-broker-to-drs.enabled=false")
            .rules()
            .get("device-code-concurrent");
    assertThat(rule)
        .isEqualTo(
            new RuleSettings(
                true,
                Set.of("elastic"),
                Duration.ofMinutes(9),
                Duration.ofMinutes(5),
                Map.of("min-interactive", 4L, "min-non-interactive", 1L)));
  }

  @Test
  void aRuleThatCouldNotWorkIsRefused() {
    String rule = "rules.device-code-concurrent.";
    errorOfSet(rule + "slide=10m")
        .contains(rule + "slide is 10 min, longer than " + rule + "size (9 min)");
    errorOfSet(rule + "size=30s", rule + "slide=10s")
        .isEqualTo(
            rule
                + "size is 30 s, and the windows of the sign-in reading begin 1 min apart: sign-ins"
                + " between them would be lost; lengthen it, or set readings: [elastic]");
    assertThat(set(rule + "size=30s", rule + "slide=10s", rule + "readings=elastic")).isNotNull();
    errorOfSet(rule + "slide=1500ms").contains(rule + "slide is 1500 ms", "whole seconds");
    errorOfSet(rule + "slide=0").contains("longer than 0");
    errorOfSet(rule + "readings=[]").contains(rule + "readings is empty");
    errorOfSet(rule + "readings=elastic,signin").contains("\"signin\" is not one of");
    errorOfSet(rule + "min-interactive=-1").contains("at least 0");
    errorOfSet(rule + "min-interactive=10001")
        .contains(rule + "min-interactive is 10001", "limits.events-per-window (10000)");
    errorOfSet(rule + "enabled=false", "rules.auth-broker-to-drs.enabled=false")
        .contains("every rule is off");
  }

  @Test
  void theSlideOfARuleWithBucketsIsTheirSize() {
    String rule = "rules.auth-broker-to-drs.";
    assertThat(set(rule + "size=1h").rules().get("auth-broker-to-drs").slide()).hasHours(1);
    assertThat(set(rule + "size=1h", rule + "slide=60m").rules()).isNotEmpty();
    errorOfSet(rule + "slide=10m")
        .isEqualTo(
            rule
                + "slide is 10 min, but the query's windows are buckets of "
                + rule
                + "size (30 min), which do not overlap; leave slide out");
    errorOfSet(rule + "size=1h", rule + "slide=30m").contains(rule + "slide is 30 min");
    assertThat(set(rule + "slide=10m", rule + "readings=sign-in").rules()).isNotEmpty();
  }

  @Test
  void kafkaHasTwoEndsWithPropertiesOfTheirOwn() {
    KafkaSettings kafka =
        parse(
                KAFKA
                    + """
                    kafka:
                      delivery: exactly-once
                      properties: {client.id: all, fetch.min.bytes: 1}
                      consumer: {client.id: reader}
                      producer.linger.ms: 5
                    """)
            .requireKafka();
    assertThat(kafka.source().bootstrapServers()).isEqualTo("broker:9092");
    assertThat(kafka.source().groupId()).isEqualTo("entrawatch");
    assertThat(kafka.source().properties().toProperties())
        .isEqualTo(Map.of("client.id", "reader", "fetch.min.bytes", "1"));
    assertThat(kafka.sink().properties().toProperties())
        .isEqualTo(Map.of("client.id", "all", "fetch.min.bytes", "1", "linger.ms", "5"));
    assertThat(kafka.sink().alertsTopic()).isEqualTo("entrawatch-alerts");
    assertThat(kafka.sink().delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(kafka.sink().transactionalIdPrefix()).isEqualTo("entrawatch");
  }

  @Test
  void kafkaBeginsWhereItIsTold() {
    assertThat(startOf("earliest")).isEqualTo(new StartPosition.Earliest());
    assertThat(startOf("latest")).isEqualTo(new StartPosition.Latest());
    assertThat(startOf("committed")).isEqualTo(new StartPosition.Committed());
    StartPosition.At halfPastTen = new StartPosition.At(Instant.parse("2026-01-31T10:30:00Z"));
    assertThat(startOf("timestamp:2026-01-31T10:30:00Z")).isEqualTo(halfPastTen);
    assertThat(startOf("timestamp:2026-01-31T11:30:00+01:00")).isEqualTo(halfPastTen);
    assertThat(startOf("timestamp:" + halfPastTen.moment().toEpochMilli())).isEqualTo(halfPastTen);
    errorOf(KAFKA, "kafka.start=timestamp:yesterday").contains("kafka.start", "is not earliest");
    errorOf(KAFKA, "kafka.start=newest").contains("\"newest\" is not earliest, latest");
  }

  private StartPosition startOf(String text) {
    return parse(KAFKA, "kafka.start=" + text).requireKafka().source().start();
  }

  @Test
  void aRunWithoutKafkaOrWithHalfOfItIsRefused() {
    error(() -> set().requireKafka()).contains("kafka.bootstrap-servers is missing");
    errorOfSet("kafka.topics.events=x").contains("kafka.bootstrap-servers is missing");
    errorOfSet("kafka.bootstrap-servers=x:1").contains("kafka.topics.events is missing");
    errorOfSet("kafka.bootstrap-servers=x:1", "kafka.topics.events=[]")
        .contains("kafka.topics.events is missing");
  }

  @Test
  void whatKafkaCouldNotTakeIsRefused() {
    errorOf(KAFKA, "kafka.bootstrap-servers=http://x:1").contains("is not host:port");
    errorOf(KAFKA, "kafka.bootstrap-servers=x").contains("\"x\" is not host:port");
    errorOf(KAFKA, "kafka.topics.alerts=a b").contains("kafka.topics.alerts", "\"a b\"");
    errorOf(KAFKA, "kafka.topics.alerts=sign-ins").contains("topic sign-ins stands for two things");
    errorOf(KAFKA, "kafka.consumer.group.id=x")
        .isEqualTo("kafka.consumer.group.id cannot be set here: set kafka.group-id");
    errorOf(KAFKA, "kafka.properties.bootstrap.servers=x").contains("cannot be set here");
  }
}
