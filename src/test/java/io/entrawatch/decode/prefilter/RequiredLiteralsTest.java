// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.prefilter.RequiredLiterals.Literal;
import io.entrawatch.decode.record.Relevance.Need;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Field;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredLiteralsTest {
  private static Need need(Field field, String... oneOf) {
    return new Need(field, List.of(oneOf));
  }

  private static List<Literal> literals(String... texts) {
    return Arrays.stream(texts).map(Literal::new).toList();
  }

  @Test
  void whatTheShippedRulesNeedFollowsFromTheirConditions() {
    assertThat(RequiredLiterals.of(new RelevantToRules(BuiltInRules.all()).needs()))
        .containsExactly(
            new RequiredLiterals(literals("deviceCodeFlow"), List.of()),
            new RequiredLiterals(
                literals("29d9ed98-a469-4536-ade2-f981bc1d605e"),
                List.of(literals("01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9"), literals("Member"))));
  }

  @Test
  void copiesOfARuleNeedNothingMore() {
    List<Rule> twice = new ArrayList<>(BuiltInRules.all());
    twice.addAll(BuiltInRules.all());
    assertThat(RequiredLiterals.of(new RelevantToRules(twice).needs()))
        .isEqualTo(RequiredLiterals.of(new RelevantToRules(BuiltInRules.all()).needs()));
  }

  @Test
  void theLongestTextsAreSearchedForFirst() {
    assertThat(
            RequiredLiterals.of(
                List.of(
                    List.of(
                        need(Field.USER_TYPE, "Member", "a longer user type"),
                        need(Field.APP_ID, "0123456", "0123456789")))))
        .containsExactly(
            new RequiredLiterals(
                literals("0123456", "0123456789"),
                List.of(literals("Member", "a longer user type"))));
  }

  @Test
  void aRuleOfWhichNothingCanBeToldTurnsTheGlanceOff() {
    List<Need> telling = List.of(need(Field.APP_ID, "0123456789"));
    assertThat(RequiredLiterals.of(List.of(telling))).hasSize(1);
    assertThat(RequiredLiterals.of(List.of(telling, List.of()))).isEmpty();
    assertThat(RequiredLiterals.of(List.of())).isEmpty();
  }

  /** What some shape sets by itself, or what is no text. */
  @Test
  void aFieldThatNeedNotStandInTheRecordTellsNothing() {
    for (Field field : Field.all()) {
      boolean derived =
          field.path().startsWith("azure.resource.")
              || field == Field.OPERATION_NAME
              || field == Field.RESULT_TYPE;
      boolean ofRecord = field.path().startsWith("azure.") && !derived || field == Field.USER_AGENT;
      boolean text = field.type() == io.entrawatch.event.FieldType.KEYWORD;
      assertThat(RequiredLiterals.of(List.of(List.of(need(field, "0123456789")))).isEmpty())
          .as(field.path())
          .isEqualTo(!(ofRecord && text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b", "a\\b", "a/b", "a?b", "é", "a\tb", "a\u007fb"})
  void aTextThatCanBeSpelledInSeveralWaysTellsNothing(String text) {
    assertThat(RequiredLiterals.of(List.of(List.of(need(Field.APP_ID, "0123456789", text)))))
        .isEmpty();
  }

  @Test
  void aTextThatMayBeCutTellsNothing() {
    assertThat(RequiredLiterals.of(List.of(List.of(need(Field.APP_ID, "x".repeat(257))))))
        .isEmpty();
    Set<RequiredLiterals> fits =
        RequiredLiterals.of(List.of(List.of(need(Field.APP_ID, "x".repeat(256)))));
    assertThat(fits).hasSize(1);
  }
}
