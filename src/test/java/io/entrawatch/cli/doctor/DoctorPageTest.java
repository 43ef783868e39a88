// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Shape;
import io.entrawatch.event.Field;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.source.survey.NameCounts;
import io.entrawatch.source.survey.Survey;
import io.entrawatch.traffic.Generate;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.format.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoctorPageTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-16T00:00:00Z"), ZoneOffset.UTC);
  private static final long NINE = Instant.parse("2026-01-15T09:00:00Z").toEpochMilli();

  @TempDir Path folder;

  /** Whether the last page was about something that all rules can work with. */
  private boolean well;

  private String page(String lines) throws IOException {
    Path file = Files.writeString(folder.resolve("input"), lines);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    well =
        new DoctorRun(
                new SettingsParser(RuleCatalogueEntry.all(), Map.of()).parse(List.of()), CLOCK)
            .run(List.of(file), new PrintStream(out, true, StandardCharsets.UTF_8));
    String page = out.toString(StandardCharsets.UTF_8);
    assertThat(page.lines()).allMatch(line -> line.length() <= 100).hasSizeLessThanOrEqualTo(80);
    return page;
  }

  /** The page as one line. */
  private String words(String lines) throws IOException {
    return page(lines).replaceAll("\\s+", " ");
  }

  private static String traffic(Format format, long events) throws IOException {
    GenerateRequest everyday = GenerateRequest.of(events, 7);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Generate.run(
        new GenerateRequest(
            events,
            7,
            format,
            5,
            everyday.start(),
            everyday.ratePerSecond(),
            everyday.relevantPercent(),
            0,
            1,
            0),
        out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void ofHealthyTrafficEveryRuleIsYes(Format format) throws IOException {
    String page = page(traffic(format, 2_000));
    assertThat(page)
        .contains("  lines                                                        2,000\n")
        .contains("DEAD LETTERS (records that cannot be used): none\n", "OTHER LOGS: none\n")
        .contains("\nTENANTS\n", "  azure.signinlogs.properties.session_id   ")
        .containsPattern("\n  device-code-concurrent  yes       \\d+ sign-ins passed the filter")
        .containsPattern("\n  device-code-retuned     yes       ")
        .containsPattern("\n  auth-broker-to-drs      yes       ")
        .doesNotContain("!");
    assertThat(well).isTrue();
  }

  @Test
  void theDelayIsToldWhereRecordsTellWhenTheyArrived() throws IOException {
    assertThat(page(traffic(Format.ECS, 100))).contains("DELAY from a sign-in", "p50: half");
    assertThat(page(traffic(Format.RAW, 100))).doesNotContain("DELAY");
  }

  @Test
  void whereHalfOfTheSignInsArriveLaterThanWindowsWaitItSaysWhatThatMeans() throws IOException {
    String traffic = traffic(Format.ECS, 100);
    String late = traffic.replaceAll("\"@timestamp\":\"2026-01-15", "\"@timestamp\":\"2026-01-14");
    assertThat(late).isNotEqualTo(traffic);
    assertThat(words(late)).contains("arrive more than 1 h 1 min after", "kafka.topics.late");
    assertThat(words(traffic)).doesNotContain("kafka.topics.late");
  }

  @Test
  void withoutNonInteractiveSignInsItSaysSoAndWhatToTick() throws IOException {
    String interactive =
        traffic(Format.RAW, 1_500).replace("NonInteractiveUserSignInLogs", "SignInLogs");
    assertThat(words(interactive))
        .contains(" NonInteractiveUserSignInLogs not seen ")
        .contains(" ! There are no non-interactive sign-ins.", "10 to 50 times")
        .contains("Monitoring, Diagnostic settings: tick NonInteractiveUserSignInLogs.");
    assertThat(page(interactive.substring(0, interactive.length() / 2)))
        .as("fewer than 1,000")
        .contains("not seen")
        .doesNotContain("!");
  }

  @Test
  void withoutSessionIdsItSaysWhatThatMeansAndWhatToDo() throws IOException {
    assertThat(words(traffic(Format.RAW, 1_500).replace("\"sessionId\"", "\"other\"")))
        .contains(" azure.signinlogs.properties.session_id 0 0.0 % ")
        .contains(" ! No sign-in has azure.signinlogs.properties.session_id.")
        .contains("unrelated sign-ins come into one group", "(properties.sessionId in Microsoft's")
        .contains(" device-code-retuned yes ")
        .contains(
            " auth-broker-to-drs no No sign-in has azure.signinlogs.properties.session_id. The rule"
                + " counts it and cannot alert without it.");
    assertThat(well).as("a rule that counts session ids cannot alert").isFalse();
  }

  @Test
  void aRuleIsNoIfAFieldOfItsFilterIsOnNoneOfAThousandSignIns() throws IOException {
    String without =
        traffic(Format.RAW, 1_500).replace("\"originalTransferMethod\"", "\"somethingElse\"");
    assertThat(words(without))
        .contains("device-code-concurrent no No sign-in has")
        .contains("The rule takes only sign-ins that have it.", "originalTransferMethod in Micro")
        .contains(" auth-broker-to-drs yes ");
    assertThat(well).isFalse();
    assertThat(page(without.substring(0, without.length() / 2)))
        .contains("device-code-concurrent  not seen  Only ", "too few to tell");
    assertThat(well).isTrue();
  }

  @Test
  void aRuleIsNotSeenIfAllFieldsAreThereAndNoneIsWhatItTakes() throws IOException {
    assertThat(words(traffic(Format.RAW, 1_500).replace("deviceCodeFlow", "none")))
        .contains("device-code-retuned not seen No sign-in has")
        .contains("original_transfer_method = deviceCodeFlow. This is normal if nobody");
    assertThat(well).isTrue();
  }

  @Test
  void ofAnotherLogOnlyItSaysWhatToSend() throws IOException {
    String audit =
        "{\"time\":\"2026-01-15T09:00:00Z\",\"category\":\"AuditLogs\",\"operationName\":\"x\"}\n";
    assertThat(page(audit.repeat(3)))
        .contains("OTHER LOGS (understood, and left out)\n", "          3   100.0 %")
        .contains("NO SIGN-IN WAS RECOGNISED\n", "tick SignInLogs and")
        .contains("auth-broker-to-drs      not seen  There are no sign-ins.")
        .doesNotContain("TENANTS", "FIELDS");
    assertThat(well).isTrue();
  }

  @Test
  void ofABrokenFileItShowsTheCauseHarmlesslyAndWhatIsExpected() throws IOException {
    assertThat(page("\u001b[31mred\u001b[0m\n{\"a\":}\n"))
        .contains(
            "  not-json                                                         2   100.0 %\n")
        .contains("NO SIGN-IN WAS RECOGNISED\n", "Expected are JSON records")
        .doesNotContain("\u001b");
    assertThat(well).as("nothing could be read").isFalse();
  }

  @Test
  void ofNothingItSaysThatThereIsNothing() throws IOException {
    assertThat(page("\n"))
        .contains("  1 file\n  ! There is nothing to read.")
        .doesNotContain("SHAPE", "RECOGNISED");
    assertThat(well).isFalse();
  }

  private static Survey topics(List<Survey.Sample> topics, NameCounts tenants) {
    return new Survey(
        topics,
        10_000,
        0,
        10_000,
        Map.of(Shape.RAW, 10_000L),
        Map.of(),
        new NameCounts(),
        new Survey.SignIns(
            10_000,
            new Survey.TimeRange(NINE, NINE),
            new NameCounts(),
            tenants,
            Map.of(Field.TENANT_ID, 9_999L, Field.CATEGORY, 1L),
            new TreeMap<>(Map.of(1_500L, 9_900L, 5_400_000L, 100L)),
            Map.of()));
  }

  @Test
  void ofATopicItSaysHowTheSampleWasChosen() {
    Survey.TimeRange day = new Survey.TimeRange(NINE - 3_600_000, NINE);
    Survey survey =
        topics(
            List.of(
                new Survey.Topic("a", 10_000, 123_456, true, false, day),
                new Survey.Topic("b", 5, 5, true, true, day),
                new Survey.Topic("c", 7, 7, false, false, day),
                new Survey.Topic("d", 0, 0, false, false, null)),
            new NameCounts());
    assertThat(new DoctorPage(survey, List.of()).text())
        .startsWith(
            """
            LOOKED AT
              topic a: 10,000 messages, spread over the 123,456 of the last 24 hours
                they arrived from 2026-01-15 08:00 to 2026-01-15 09:00 UTC
              topic b: all 5 messages of the last 24 hours
                they arrived from 2026-01-15 08:00 to 2026-01-15 09:00 UTC
              ! Reading took too long and was stopped: the newest messages may be missing.
              topic c: no message in the last 24 hours; instead the newest, 7, were read
                they arrived from 2026-01-15 08:00 to 2026-01-15 09:00 UTC
              topic d: no messages
              messages                                                    10,000
            """)
        .contains("p50: half of them arrive within                                1 s\n")
        .contains("p99: 99 of 100 arrive within                                   1 s\n");
  }

  @Test
  void ofManyTenantsTheLargestAreNamedHarmlesslyAndTheOthersCounted() {
    NameCounts tenants = new NameCounts();
    tenants.add("evil\u001b\n" + "x".repeat(100));
    tenants.add("evil\u001b\n" + "x".repeat(100));
    for (int i = 0; i < 7; i++) {
      tenants.add("tenant-" + i);
    }
    assertThat(new DoctorPage(topics(List.of(), tenants), List.of()).text())
        .contains("  evil\\u001b\\nxxxx", "…           2   < 0.1 %\n", "  and 3 more tenants\n");
  }

  @Test
  void aShareSaysNeitherAllNorNothingOfWhatIsOnlyNearlySo() {
    assertThat(PlainPage.share(9_999, 10_000)).isEqualTo("99.9 %");
    assertThat(PlainPage.share(10_000, 10_000)).isEqualTo("100.0 %");
    assertThat(PlainPage.share(1, 10_000)).isEqualTo("< 0.1 %");
    assertThat(PlainPage.share(0, 10_000)).isEqualTo("0.0 %");
    assertThat(PlainPage.share(0, 0)).isEmpty();
  }

  @Test
  void aDelayIsInWordsOfItsSize() {
    assertThat(List.of(7L, 59_999L, 123_456L, 5_400_000L, -7L).stream().map(Delay::text))
        .containsExactly("7 ms", "59 s", "2 min 3 s", "1 h 30 min", "-7 ms");
    assertThat(Delay.percentile(new TreeMap<>(Map.of(1L, 98L, 2L, 1L, 3L, 1L)), 99)).isEqualTo(2);
  }
}
