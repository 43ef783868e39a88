// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

/**
 * How a field's values are written in state. Each begins with a number that says which form they
 * have; one that is not below {@link #NUMBERED} is a single text and stands for it: even ones above
 * it for a {@linkplain FrequentTexts frequent text}, odd ones for a text that came before.
 */
final class CompactForm {
  /** The field has no values. */
  static final int NONE = 0;

  /** Several values: how many, and each as if it were alone. */
  static final int SEVERAL = 1;

  /** The 16 bytes of a GUID in lower case with its hyphens. */
  static final int GUID = 2;

  /** Length, and a byte for each character, all below U+0100. */
  static final int LATIN_1 = 3;

  /** Length, and two bytes for each UTF-16 code unit, whatever these are. */
  static final int UTF_16 = 4;

  /** What is between the forms above and this is for later releases. */
  static final int NUMBERED = 8;

  private static final int GUID_LENGTH = 36;

  private CompactForm() {}

  static int frequent(int number) {
    return NUMBERED + 2 * number;
  }

  static int earlier(int number) {
    return NUMBERED + 2 * number + 1;
  }

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

  static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }
}
