// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CornerTest {
  @ParameterizedTest
  @ValueSource(longs = {6, 60, 600})
  void everySeedGoesRoundEveryCorner(long seed) {
    assertThat(Corner.missing(Corner.count(Traffic.of(seed, 4_000)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aFewDocumentsDoNot(long seed) {
    assertThat(Corner.missing(Corner.count(Traffic.of(seed, 10)))).isNotEmpty();
  }
}
