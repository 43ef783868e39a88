// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x08, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x90, 0x9b, 0xad, 0x61c, 0x200b, 0x200e,
        0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xd800, 0xdfff, 0xe000, 0xfeff,
        0xfff9, 0xe0041
      })
  void shouldShowEveryCharacterThatActsOnATerminalOrHides(int codePoint) {
    String shown = SafeText.visible("a" + Character.toString(codePoint) + "b");

    assertThat(shown).matches("a\\\\[nrtu{}0-9a-f]+b");
  }

  @Test
  void shouldLeaveOrdinaryTextOfAnyScriptAsItIs() {
    String text = "Zoë O'Neill — 山田 太郎 (Ελλάδα) 😀 \\ \"x\"";

    assertThat(SafeText.visible(text)).isEqualTo(text);
  }

  @Test
  void shouldEscapeATerminalsCommandAsAWhole() {
    assertThat(SafeText.visible("\u001b[2J\u001b]0;pwned\u0007"))
        .isEqualTo("\\u001b[2J\\u001b]0;pwned\\u0007");
  }

  @Test
  void shouldCutToTheWidthWithAnEllipsis() {
    assertThat(SafeText.visible("abcdef", 6)).isEqualTo("abcdef");
    assertThat(SafeText.visible("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(SafeText.visible("abc", 1)).isEqualTo("…");
  }

  @Test
  void shouldCountWideCharactersAsTwoColumns() {
    assertThat(SafeText.visible("山田太郎", 8)).isEqualTo("山田太郎");
    assertThat(SafeText.visible("山田太郎", 7)).isEqualTo("山田太…");
    assertThat(SafeText.visible("山田太郎", 6)).isEqualTo("山田…");
  }

  @Test
  void shouldNeverCutAnEscapeInTwo() {
    assertThat(SafeText.visible("ab\u001bcd", 7)).isEqualTo("ab…");
  }
}
