// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.language.esql.Analyzer;
import io.entrawatch.language.esql.Evaluation;
import io.entrawatch.language.esql.Plan;
import io.entrawatch.rule.file.RuleFile;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {
  private static final Duration WINDOW = Duration.ofMinutes(61);

  @ParameterizedTest
  @ValueSource(strings = {"device-code-concurrent", "device-code-retuned", "auth-broker-to-drs"})
  void eachMatchIsOneRowAndNoNearMissIsOne(String rule) throws Exception {
    Plan plan = plan(rule);

    List<Example> examples = Examples.of(plan, WINDOW, 7);

    assertThat(examples).filteredOn(Example::isMatch).hasSize(20);
    assertThat(examples).filteredOn(e -> !e.isMatch()).hasSizeGreaterThanOrEqualTo(20);
    for (Example example : examples) {
      assertThat(Evaluation.rows(plan, example.events()))
          .as("%s", example)
          .hasSize(example.isMatch() ? 1 : 0);
    }
  }

  /** Of the broker's rule one follows from another: without an address there are no two. */
  @ParameterizedTest
  @CsvSource({"device-code-concurrent, 6", "device-code-retuned, 6", "auth-broker-to-drs, 11"})
  void everyConditionThatNoOtherImpliesIsBrokenOnce(String rule, int conditions) throws Exception {
    Plan plan = plan(rule);

    Set<String> broken =
        Examples.of(plan, WINDOW, 7).stream()
            .filter(example -> !example.isMatch())
            .map(Example::broken)
            .collect(Collectors.toSet());

    assertThat(broken).hasSize(conditions);
  }

  @Test
  void eachExampleHasAGroupOfItsOwn() throws Exception {
    Set<String> sessions = new HashSet<>();
    for (Example example : Examples.of(plan("device-code-retuned"), WINDOW, 7)) {
      Set<String> own = new HashSet<>();
      for (Event event : example.events()) {
        own.addAll(event.get(Field.SESSION_ID));
      }
      assertThat(own).isNotEmpty();
      assertThat(sessions).doesNotContainAnyElementsOf(own);
      sessions.addAll(own);
    }
  }

  @Test
  void theSameSeedGivesTheSameExamples() throws Exception {
    Plan plan = plan("auth-broker-to-drs");

    assertThat(Examples.of(plan, WINDOW, 3)).isEqualTo(Examples.of(plan, WINDOW, 3));
  }

  private static Plan plan(String rule) throws Exception {
    try (InputStream in = ExamplesTest.class.getResourceAsStream("/rules/" + rule + ".toml")) {
      RuleFile file = RuleFile.parse(rule + ".toml", in.readAllBytes());
      return Analyzer.plan(file.query(), Field::find);
    }
  }
}
