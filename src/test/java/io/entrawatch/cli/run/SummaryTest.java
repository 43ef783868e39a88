// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.EnrichmentSettings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.source.RouteFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final String UNRECOGNISED = RouteFunction.deadLetters(Reason.UNRECOGNISED);
  private static final EnrichmentSettings NO_DATABASES =
      new SettingsParser(RuleCatalogueEntry.all(), Map.of()).parse(List.of()).enrichment();

  private final Map<String, Object> counts = new HashMap<>();

  private Summary summary() {
    return new Summary(List.of(), NO_DATABASES, counts);
  }

  private List<String> lines() {
    return summary().text().lines().toList();
  }

  @Test
  void whatWasAddedFollowsWhatProgramsReadAlready() {
    counts.put(RouteFunction.RECORDS, 12L);
    counts.put(RouteFunction.records(Shape.LOG_ANALYTICS), 3L);
    counts.put(RouteFunction.records(Shape.GRAPH), 1L);
    counts.put(RouteFunction.SIGN_INS, 8L);
    counts.put(RouteFunction.WITH_SESSION, 7L);
    counts.put(RouteFunction.IGNORED_VALUES, 5L);
    counts.put(RouteFunction.otherLogs("AuditLogs"), 1L);
    counts.put(RouteFunction.otherLogs("RiskyUsers"), 3L);
    assertThat(lines())
        .containsSubsequence(
            "shapes: ECS documents 0, raw records 0, Elastic Agent events 0",
            "flat exports: Log Analytics rows 3, Graph API objects 1",
            "sign-ins: 8: with a session id 7",
            "ignored values: 5",
            "other log RiskyUsers: 3",
            "other log AuditLogs: 1");
  }

  @Test
  void tenRecordsThatWereNotRecognisedAreWorthAWarningThatSaysWhatMostAre() {
    counts.put(UNRECOGNISED, 9L);
    assertThat(lines()).noneMatch(line -> line.startsWith("warning"));
    counts.put(UNRECOGNISED, 10L);
    counts.put(
        RouteFunction.DETAILS,
        Map.of(
            "unrecognised: looks like CSV\033[31m",
            6L,
            "unrecognised: looks like XML",
            4L,
            "not-json: x",
            90L));
    assertThat(lines())
        .contains(
            "warning: 10 records were not recognised and are dead letters; most of them: looks like"
                + " CSV\\u001b[31m");
  }

  @Test
  void whereNextToNoSignInHasASessionIdOneOfAThousandIsToldSo() {
    counts.put(RouteFunction.SIGN_INS, 999L);
    counts.put(RouteFunction.WITH_SESSION, 0L);
    assertThat(lines()).noneMatch(line -> line.startsWith("warning"));
    counts.put(RouteFunction.SIGN_INS, 1_000L);
    counts.put(RouteFunction.WITH_SESSION, 10L);
    assertThat(lines()).noneMatch(line -> line.startsWith("warning"));
    counts.put(RouteFunction.WITH_SESSION, 9L);
    assertThat(lines()).anyMatch(line -> line.startsWith("warning: under 1 % of the sign-ins"));
  }

  @Test
  void nothingCouldBeReadOnlyIfThereWasSomethingAndAllOfItIsDead() {
    assertThat(summary().unreadable()).as("an empty file").isEmpty();
    counts.put(RouteFunction.DEAD_INPUTS, 3L);
    counts.put(RouteFunction.DETAILS, Map.of("not-json: broken", 3L));
    assertThat(summary().unreadable()).get().asString().contains("broken", "docs/input.md");
    counts.put(RouteFunction.RECORDS, 2L);
    counts.put(RouteFunction.DEAD_RECORDS, 2L);
    assertThat(summary().unreadable()).isPresent();
    counts.put(RouteFunction.RECORDS, 3L);
    assertThat(summary().unreadable()).isEmpty();
  }
}
