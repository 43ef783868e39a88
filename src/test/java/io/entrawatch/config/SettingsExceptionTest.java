// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsExceptionTest {
  @ParameterizedTest
  @ValueSource(
      ints = {0x0a, 0x1b, 0x7f, 0x85, 0x9b, 0x200f, 0x2028, 0x202e, 0x2066, 0xd800, 0xe0041})
  void noCharacterThatActsOnATerminalIsShown(int codePoint) {
    String active = Character.toString(codePoint);
    assertThat(new SettingsException("k: \"a" + active + active + "b\"")).hasMessage("k: \"a b\"");
  }

  @Test
  void textOfAnyScriptIsShownAsItIs() {
    String text = "k: \"Zoë 山田 Ελλάδα 😀\" is not a size";
    assertThat(new SettingsException(text)).hasMessage(text);
  }

  @Test
  void aCharacterThatTheCutGoesThroughIsLeftOut() {
    String text = "x".repeat(119) + "😀";
    assertThat(new SettingsException(SettingsException.quoted(text)))
        .hasMessage("\"" + "x".repeat(119) + " ...\"");
  }
}
