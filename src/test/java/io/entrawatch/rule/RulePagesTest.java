// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages that alerts link to. */
class RulePagesTest {
  private static final List<String> SECTIONS =
      List.of(
          "## What happened",
          "## Check first",
          "## What to do",
          "## Thresholds",
          "## Blind spots",
          "## Tuning");

  @Test
  void everyRuleHasAPageWithAllItsSections() throws Exception {
    for (Rule rule : BuiltInRules.all()) {
      assertThat(page(rule)).contains(SECTIONS).contains("`" + rule.id() + "`");
    }
  }

  @Test
  void everyThresholdIsExplainedWithItsDefault() throws Exception {
    for (Rule rule : BuiltInRules.all()) {
      String page = page(rule);
      rule.thresholds()
          .forEach(
              (name, value) -> assertThat(page).contains("| `" + name + "` | " + value + " |"));
    }
  }

  @Test
  void everyAlertsSummaryIsShort() {
    for (Rule rule : BuiltInRules.all()) {
      Triage triage = rule.about().triage();
      assertThat(triage.checkFirst()).hasSizeBetween(2, 4).allMatch(text -> text.length() < 200);
      assertThat(triage.thenDo()).hasSizeBetween(2, 4).allMatch(text -> text.length() < 200);
    }
  }

  @Test
  void whatMisleadsInDeviceCodeRecordsIsSaidOnThePageAndInTheAlert() throws Exception {
    for (Rule rule : List.of(DeviceCodeConcurrent.RULE, DeviceCodeRetuned.RULE)) {
      String summary = String.join(" ", rule.about().triage().checkFirst());
      assertThat(List.of(page(rule), summary))
          .allSatisfy(
              text ->
                  assertThat(text)
                      .contains("authentication_protocol", "original_transfer_method", "none")
                      .containsIgnoringCase("both legs can bear one address"));
    }
  }

  private static String page(Rule rule) throws Exception {
    return Files.readString(Path.of(Triage.page(rule.id())));
  }
}
