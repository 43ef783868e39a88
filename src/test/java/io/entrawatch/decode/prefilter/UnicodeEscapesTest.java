// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnicodeEscapesTest {
  private final UnicodeEscapes escapes = new UnicodeEscapes(Stream.of(), Stream.of("deviceCode"));

  private boolean mayBeIn(String text, int from, int to) {
    return escapes.maySpellLiteral(text.getBytes(StandardCharsets.ISO_8859_1), from, to);
  }

  private boolean mayBeIn(String text) {
    return mayBeIn(text, 0, text.length());
  }

  @Test
  void anEscapeOfOneOfItsLettersIsSeenWhereverItStands() {
    for (int before = 0; before < 30; before++) {
      for (int behind = 0; behind < 20; behind++) {
        String text = "u".repeat(before) + "\\u0064" + "u".repeat(behind);
        assertThat(mayBeIn(text)).as(text).isTrue();
        assertThat(mayBeIn(text, before + 1, text.length())).as("without its backslash").isFalse();
        assertThat(mayBeIn(text, 0, before + 1)).as("without its u").isFalse();
      }
    }
  }

  @Test
  void anEscapeOfAnEscapeMaySpellAnything() {
    assertThat(mayBeIn("\\u005cu0064")).isTrue();
    assertThat(mayBeIn("\\u0030")).isTrue();
    assertThat(mayBeIn("\\u0075")).isTrue();
  }

  @Test
  void oneThatIsCutOffOrNoneAtAllMaySpellAnything() {
    assertThat(mayBeIn("\\u006")).isTrue();
    assertThat(mayBeIn("\\u00zz")).isTrue();
  }

  @Test
  void whatStandsForNothingInTheTextsIsHarmless() {
    assertThat(mayBeIn("\\u0027 \\u00e9 \\u4e2d \\u007A")).isFalse();
  }

  @Test
  void otherEscapesAreHarmless() {
    assertThat(mayBeIn("a \\\"name\\\", a\\/path, C:\\\\ and \\n, here")).isFalse();
  }

  @Test
  void bytesWithTheHighestBitAreNoBackslashes() {
    assertThat(mayBeIn("\u00dc\u00dcu0064\u00dc\u00dc\u00dcu0064\u00dc\u00dc")).isFalse();
  }
}
