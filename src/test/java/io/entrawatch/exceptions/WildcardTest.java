// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
  @ParameterizedTest
  @CsvSource({
    "AZURECLI/*, AZURECLI/2.72.0, true",
    "AZURECLI/*, x AZURECLI/2.72.0, false",
    "*AZURECLI/*, x AZURECLI/2.72.0, true",
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-c-b, false",
    "*ab, aab, true",
    "a.c, abc, false",
    "(a+)+$, aaaa, false",
    "azurecli/*, AZURECLI/2, false",
  })
  void aStarTakesAnythingAQuestionMarkOneAndTheRestItself(
      String pattern, String text, boolean matches) {
    assertThat(new Wildcard(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void noPatternMakesItRunForEver() {
    Wildcard glob = new Wildcard("a*".repeat(128) + "b");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(glob.matches("a".repeat(100_000))).isFalse());
  }
}
