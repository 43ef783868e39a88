// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

/**
 * How a field's values are written in state. Each begins with a number that says which form they
 * have; one that is not below {@link #FREQUENT} is a single text and stands for it.
 */
final class CompactForm {
  /** The field has no values, and the sign-in before had some. */
  static final int NONE = 0;

  /** Several values: how many, and each as if it were alone. */
  static final int SEVERAL = 1;

  /** The 16 bytes of a GUID in lower case with its hyphens. */
  static final int GUID = 2;

  /** Length, and a byte for each character, all below U+0100. */
  static final int LATIN_1 = 3;

  /** Length, and two bytes for each UTF-16 code unit, whatever these are. */
  static final int UTF_16 = 4;

  /** A moment as {@link Times#iso} writes it: ms since the epoch. */
  static final int MOMENT = 5;

  /** The values of another field of the same sign-in, that of the number that follows. */
  static final int OTHER_FIELD = 6;

  /** A {@linkplain FrequentTexts frequent text}, by its number. The last form of all. */
  static final int FREQUENT = 8;

  private static final int GUID_LENGTH = 36;
  private static final int MOMENT_LENGTH = 24;

  private CompactForm() {}

  /** Whether the text is exactly what its 16 bytes would be read as. */
  static boolean isGuid(String text) {
    if (text.length() != GUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < GUID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (hyphen ? c != '-' : !digit) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text may be a moment as we write it. */
  static boolean looksLikeMoment(String text) {
    return text.length() == MOMENT_LENGTH
        && text.charAt(MOMENT_LENGTH - 1) == 'Z'
        && text.charAt(10) == 'T'
        && text.charAt(19) == '.';
  }
}
