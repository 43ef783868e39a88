// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.event.Field;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequiredTextsTest {
  @Test
  void eachConditionGivesTheTextsOfWhichOneHasToBeThere() throws QueryRefused {
    assertThat(
            of(
                "event.outcome == \"failure\" AND user.id IN (\"a\", \"b\")"
                    + " AND (event.action == \"x\" OR starts_with(user.name, \"y\"))"))
        .containsExactly(Set.of("failure"), Set.of("a", "b"), Set.of("x", "y"));
  }

  @Test
  void aConditionThatCanHoldWithoutATextGivesNone() throws QueryRefused {
    assertThat(of("event.outcome != \"failure\"")).isEmpty();
    assertThat(of("event.outcome == \"failure\" OR source.ip IS NULL")).isEmpty();
    assertThat(of("to_lower(event.outcome) == \"failure\"")).isEmpty();
    assertThat(of("NOT event.outcome == \"failure\"")).isEmpty();
    assertThat(of("source.ip == \"192.0.2.1\"")).isEmpty();
    assertThat(of("event.outcome == \"\"")).isEmpty();
  }

  private static List<Set<String>> of(String condition) throws QueryRefused {
    return RequiredTexts.of(Analyzer.plan("FROM a | WHERE " + condition, Field::find));
  }
}
