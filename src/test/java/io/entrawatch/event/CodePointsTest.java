// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePointsTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x1b, 0x7f, 0x80, 0x9b, 0x9f, 0xad, 0x61c, 0x200b, 0x200e, 0x2028, 0x2029, 0x202e,
        0x2069, 0xd800, 0xdfff, 0xe000, 0xfeff, 0x1d173, 0xe0001, 0xe0041, 0xe007f, 0x10fffd
      })
  void whatActsOrHidesIsActive(int codePoint) {
    assertThat(CodePoints.isActive(codePoint)).isTrue();
  }

  @Test
  void whatIsSeenIsNot() {
    assertThat(" ~\u00a0é\u0301山Ω😀\ufffd".codePoints()).noneMatch(CodePoints::isActive);
  }
}
