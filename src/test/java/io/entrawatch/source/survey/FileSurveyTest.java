// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.Decoding;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.source.FileInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSurveyTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  private static final String DOCUMENT =
      """
      {"@timestamp":"2026-03-01T10:00:00Z","event":{"ingested":"2026-03-01T10:02:00Z",\
      "dataset":"azure.signinlogs"},"azure":{"tenant_id":"t","signinlogs":{"category":"SignInLogs"}}}
      """;
  private static final String RAW =
      """
      {"time":"2026-03-01T10:05:00Z","category":"ManagedIdentitySignInLogs","tenantId":"t"}
      """;
  private static final String AUDIT =
      """
      {"time":"2026-03-01T10:00:00Z","category":"AuditLogs","operationName":"x"}
      """;
  private static final String AUDIT_DOCUMENT =
      """
      {"@timestamp":"2026-03-01T10:00:00Z","data_stream":{"dataset":"azure.auditlogs"}}
      """;

  @TempDir Path folder;

  private Survey survey(long most, Map<String, Predicate<Event>> questions) throws IOException {
    return new FileSurvey(
            DecoderSettings.DEFAULT, new Decoding.SuccessesBySession(), questions, CLOCK, most)
        .of(new FileInput(List.of(folder.toString())));
  }

  private Survey survey(String... lines) throws IOException {
    Files.writeString(folder.resolve("a.ndjson"), String.join("", lines));
    return survey(FileSurvey.MOST_RECORDS, Map.of());
  }

  @Test
  void everyRecordIsCountedOnceByWhatItIs() throws IOException {
    Survey survey =
        survey(DOCUMENT, RAW, "[" + RAW.strip() + "," + AUDIT.strip() + "]\n", "{broken\n", "[]\n");
    assertThat(survey.messages()).isEqualTo(5);
    assertThat(survey.emptyBatches()).isEqualTo(1);
    assertThat(survey.records()).isEqualTo(5);
    assertThat(survey.shapes()).isEqualTo(Map.of(Shape.ECS, 1L, Shape.RAW, 3L));
    assertThat(survey.deadLetters()).containsOnlyKeys(Reason.NOT_JSON.code());
    assertThat(survey.allDeadLetters()).isEqualTo(1);
    assertThat(survey.otherLogs().total()).isEqualTo(1);
    assertThat(survey.signIns().count()).isEqualTo(3);
  }

  @Test
  void signInsAreCountedByCategoryTenantFieldAndAnswer() throws IOException {
    Files.writeString(folder.resolve("a.ndjson"), DOCUMENT + RAW + RAW);
    Survey.SignIns signIns =
        survey(
                FileSurvey.MOST_RECORDS,
                Map.of("ours", s -> "t".equals(s.single(Field.TENANT_ID)), "never", s -> false))
            .signIns();
    assertThat(signIns.categories().of("signinlogs")).isEqualTo(1);
    assertThat(signIns.categories().of("ManagedIdentitySignInLogs")).isEqualTo(2);
    assertThat(signIns.tenants().all()).containsExactly(new NameCounts.Count("t", 3));
    assertThat(signIns.withValue()).containsEntry(Field.TENANT_ID, 3L);
    assertThat(signIns.withValue()).doesNotContainKey(Field.SESSION_ID);
    assertThat(signIns.answers()).isEqualTo(Map.of("ours", 3L, "never", 0L));
    assertThat(signIns.happened())
        .isEqualTo(
            new Survey.TimeRange(
                Instant.parse("2026-03-01T10:00:00Z").toEpochMilli(),
                Instant.parse("2026-03-01T10:05:00Z").toEpochMilli()));
  }

  @Test
  void aDelayIsToldOnlyByARecordWithAnIngestTimeOfItsOwn() throws IOException {
    assertThat(survey(DOCUMENT, RAW).signIns().delays()).isEqualTo(Map.of(120_000L, 1L));
  }

  @Test
  void aDocumentOfAnotherDataSetIsNoSignIn() throws IOException {
    Survey survey = survey(AUDIT_DOCUMENT);
    assertThat(survey.signIns().count()).isZero();
    assertThat(survey.otherLogs().all())
        .containsExactly(new NameCounts.Count("azure.auditlogs", 1));
  }

  @Test
  void whatTheRulesRefuseIsADeadLetterHereToo() throws IOException {
    String severalSessions =
        DOCUMENT
            .replace("\"ingested\"", "\"outcome\":\"success\",\"ingested\"")
            .replace(
                "\"SignInLogs\"", "\"SignInLogs\",\"properties\":{\"session_id\":[\"a\",\"b\"]}");
    assertThat(survey(severalSessions).deadLetters())
        .containsOnlyKeys(Reason.MULTI_VALUED_GROUP.code());
  }

  @Test
  void readingStopsAtTheBoundAndSaysSo() throws IOException {
    Files.writeString(folder.resolve("a.ndjson"), RAW.repeat(2_000));
    try (GZIPOutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.ndjson.gz")))) {
      out.write(RAW.repeat(10).getBytes(UTF_8));
    }
    Survey some = survey(1_000, Map.of());
    assertThat(some.samples()).containsExactly(new Survey.Files(1, true));
    assertThat(some.records()).isBetween(1_000L, 1_999L);
    Survey all = survey(10_000, Map.of());
    assertThat(all.samples()).containsExactly(new Survey.Files(2, false));
    assertThat(all.records()).isEqualTo(2_010);
  }

  @Test
  void aSenderWhoMakesUpNamesFillsNoMemory() {
    NameCounts names = new NameCounts();
    for (int i = 0; i < 5_000; i++) {
      names.add("name-" + i);
      names.add("frequent");
    }
    assertThat(names.all()).hasSize(1_000);
    assertThat(names.all().get(0)).isEqualTo(new NameCounts.Count("frequent", 5_000));
    assertThat(names.total()).isEqualTo(10_000);
  }
}
