// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import io.entrawatch.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The members by which a sign-in is told from every other log, however it is wrapped or spelled: no
 * other log of Entra has two of them.
 */
public enum SignInMarker {
  SESSION(Field.SESSION_ID),
  USER(Field.USER_PRINCIPAL_NAME),
  INTERACTIVE(Field.IS_INTERACTIVE),
  TRANSFER_METHOD(Field.ORIGINAL_TRANSFER_METHOD),
  TOKEN_TYPE(Field.INCOMING_TOKEN_TYPE);

  /** So many of them make a sign-in. */
  public static final int ENOUGH = 2;

  /** Two of them that other logs of Entra have as well. */
  public static final int SESSIONS_AND_USERS = 1 << SESSION.ordinal() | 1 << USER.ordinal();

  /** What Azure writes where a member says nothing. */
  private static final String NOTHING = "none";

  private static final int SHORTEST = 9;
  private static final int LONGEST = 40;
  private static final SignInMarker[] ALL = values();
  private static final Map<String, SignInMarker> BY_NAME = byName();

  private final Field field;

  SignInMarker(Field field) {
    this.field = field;
  }

  private static Map<String, SignInMarker> byName() {
    Map<String, SignInMarker> marks = new HashMap<>();
    for (SignInMarker mark : values()) {
      marks.put(mark.plainName(), mark);
    }
    return marks;
  }

  private String plainName() {
    String path = field.path();
    return KeySpelling.plainOf(path.substring(path.lastIndexOf('.') + 1));
  }

  /** Where {@link FoundValues} keep it. */
  int slot() {
    return field.index();
  }

  /** A bit of its own if a member of that name is one of them; else 0. */
  static int bit(String key, KeySpelling spelling) {
    if (key.length() < SHORTEST || key.length() > LONGEST) {
      return 0;
    }
    int dot = key.lastIndexOf('.') + 1;
    SignInMarker mark = BY_NAME.get(spelling.plain(dot == 0 ? key : key.substring(dot)));
    return mark == null ? 0 : 1 << mark.ordinal();
  }

  /** Whether a value says something: {@code none} and an empty text do not. */
  static boolean says(String value) {
    return !value.isEmpty() && !value.equals(NOTHING);
  }

  /** The bits of those that have a value that says something. */
  public static int bits(FoundValues values) {
    int bits = 0;
    for (SignInMarker mark : ALL) {
      if (values.has(mark.slot()) && saysAny(values, mark.slot())) {
        bits |= 1 << mark.ordinal();
      }
    }
    return bits;
  }

  /** Nearly all have one value; no list is made for it. */
  private static boolean saysAny(FoundValues values, int slot) {
    String single = values.single(slot);
    return single == null ? values.get(slot).stream().anyMatch(SignInMarker::says) : says(single);
  }

  /** Whether enough of the names stand in a text that cannot be read. */
  public static boolean mayOccurIn(byte[] text) {
    return Integer.bitCount(bitsIn(new String(text, StandardCharsets.ISO_8859_1))) >= ENOUGH;
  }

  /** The bits of those whose names stand in a text. */
  public static int bitsIn(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replace("_", "");
    int bits = 0;
    for (SignInMarker mark : ALL) {
      bits |= plain.contains(mark.plainName()) ? 1 << mark.ordinal() : 0;
    }
    return bits;
  }
}
