// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.util.BitSet;
import java.util.List;

/**
 * Whether a record may spell a text by {@code \\u} escapes. Other escapes stand for characters that
 * are in none of the texts.
 *
 * <p>An escape is harmless if what it stands for is in no text and in no other escape: a quotation
 * mark, an accent. One that is spelled by escapes itself, as in a message of Elastic Agent, has a
 * backslash, a {@code u} or a digit among them.
 */
final class Escapes {
  private static final String OF_ESCAPES = "\\u0123456789abcdefABCDEF";
  private static final String STRUCTURE = "\":{[";
  private static final int LENGTH = 6;

  private final BitSet harmful = new BitSet();

  Escapes(List<String> texts) {
    OF_ESCAPES.chars().forEach(harmful::set);
    for (String text : texts) {
      text.chars().filter(c -> STRUCTURE.indexOf(c) < 0).forEach(harmful::set);
    }
  }

  boolean maySpellIn(byte[] text, int from, int to) {
    for (int at = from; at < to - 1; at++) {
      if (text[at] == '\\' && text[at + 1] == 'u') {
        if (to - at < LENGTH || isHarmful(text, at)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isHarmful(byte[] text, int at) {
    if (text[at + 2] != '0' || text[at + 3] != '0') {
      return false;
    }
    int high = Character.digit(text[at + 4], 16);
    int low = Character.digit(text[at + 5], 16);
    return high < 0 || low < 0 || harmful.get(16 * high + low);
  }
}
