// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec.Clock;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInRuleFilesTest {
  static Iterable<Rule> rules() {
    return BuiltInRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theFileSaysOfTheRuleWhatItsDeclarationSays(Rule rule) throws Exception {
    RuleFile file = RuleFile.parse(rule.id() + ".toml", bytes(rule.id()));

    assertThat(file.id()).isEqualTo(rule.id());
    assertThat(file.identity()).isEqualTo(rule.id());
    assertThat(file.about()).isEqualTo(rule.about());
    if (rule.windows().get(Reading.ELASTIC).clock() == Clock.INGESTED) {
      assertThat(file.schedule().lookBack()).isEqualTo(rule.windows().get(Reading.ELASTIC).size());
    }
  }

  private static byte[] bytes(String id) throws IOException {
    try (InputStream in =
        BuiltInRuleFilesTest.class.getResourceAsStream("/rules/" + id + ".toml")) {
      return in.readAllBytes();
    }
  }
}
