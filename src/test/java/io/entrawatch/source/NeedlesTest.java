// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.Wiring;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.Rules;
import io.entrawatch.signin.Field;
import io.entrawatch.source.Needles.Literal;
import io.entrawatch.source.Relevance.Need;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeedlesTest {
  private static Need need(Field field, String... oneOf) {
    return new Need(field, List.of(oneOf));
  }

  private static List<Literal> literals(String... texts) {
    return Arrays.stream(texts).map(Literal::new).toList();
  }

  @Test
  void whatTheShippedRulesNeedFollowsFromTheirConditions() {
    assertThat(Needles.of(new Wiring.RelevantTo(Rules.all()).needs()))
        .containsExactly(
            new Needles(literals("deviceCodeFlow"), List.of()),
            new Needles(
                literals("29d9ed98-a469-4536-ade2-f981bc1d605e"),
                List.of(literals("01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9"), literals("Member"))));
  }

  @Test
  void copiesOfARuleNeedNothingMore() {
    List<Rule> twice = new ArrayList<>(Rules.all());
    twice.addAll(Rules.all());
    assertThat(Needles.of(new Wiring.RelevantTo(twice).needs()))
        .isEqualTo(Needles.of(new Wiring.RelevantTo(Rules.all()).needs()));
  }

  @Test
  void theLongestTextsAreSearchedForFirst() {
    assertThat(
            Needles.of(
                List.of(
                    List.of(
                        need(Field.USER_TYPE, "Member", "a longer user type"),
                        need(Field.APP_ID, "0123456", "0123456789")))))
        .containsExactly(
            new Needles(
                literals("0123456", "0123456789"),
                List.of(literals("Member", "a longer user type"))));
  }

  @Test
  void aRuleOfWhichNothingCanBeToldTurnsTheGlanceOff() {
    List<Need> telling = List.of(need(Field.APP_ID, "0123456789"));
    assertThat(Needles.of(List.of(telling))).hasSize(1);
    assertThat(Needles.of(List.of(telling, List.of()))).isEmpty();
    assertThat(Needles.of(List.of())).isEmpty();
  }

  /** What some shape sets by itself, or what is no text. */
  @Test
  void aFieldThatNeedNotStandInTheRecordTellsNothing() {
    for (Field field : Field.values()) {
      boolean ofRecord = field.path().startsWith("azure.") || field == Field.USER_AGENT;
      boolean text = field.type() == io.entrawatch.signin.FieldType.KEYWORD;
      assertThat(Needles.of(List.of(List.of(need(field, "0123456789")))).isEmpty())
          .as(field.path())
          .isEqualTo(!(ofRecord && text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b", "a\\b", "a/b", "a?b", "é", "a\tb", "a\u007fb"})
  void aTextThatCanBeSpelledInSeveralWaysTellsNothing(String text) {
    assertThat(Needles.of(List.of(List.of(need(Field.APP_ID, "0123456789", text))))).isEmpty();
  }

  @Test
  void aTextThatMayBeCutTellsNothing() {
    assertThat(Needles.of(List.of(List.of(need(Field.APP_ID, "x".repeat(257)))))).isEmpty();
    Set<Needles> fits = Needles.of(List.of(List.of(need(Field.APP_ID, "x".repeat(256)))));
    assertThat(fits).hasSize(1);
  }
}
