// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes sign-ins one after the other, each as what makes it differ from the one before: those of a
 * group have most values in common.
 *
 * <p>Times, a set of field {@linkplain Field#number numbers}, the values of these fields in the
 * order of their numbers, and the uid. Both times as we print them, and a uid made of id and
 * category, count as texts that came before: a field that repeats them takes a byte or two.
 */
final class SignInWriter {
  /** What the first sign-in is compared with. */
  static final SignIn NONE = new SignIn("", 0, 0, Map.of());

  private static final Field[] FIELDS = Field.values();

  private final CompactOutput out;
  private SignIn before = NONE;

  SignInWriter(DataOutputView out) {
    this.out = new CompactOutput(out);
  }

  void size(int count) throws IOException {
    out.number(count);
  }

  void write(SignIn signIn) throws IOException {
    out.signed(signIn.ingested() - before.ingested());
    out.signed(signIn.timestamp() - signIn.ingested());
    out.know(Times.iso(signIn.ingested()));
    out.know(Times.iso(signIn.timestamp()));
    BitSet changed = new BitSet();
    for (Field field : FIELDS) {
      if (!signIn.get(field).equals(before.get(field))) {
        changed.set(field.number());
      }
    }
    out.bytes(changed.toByteArray());
    for (int number = changed.nextSetBit(0); number >= 0; number = changed.nextSetBit(number + 1)) {
      out.values(signIn.get(Field.ofNumber(number)));
    }
    out.know(usualUid(signIn.get(Field.SIGN_IN_ID), signIn.get(Field.CATEGORY)));
    out.text(signIn.uid());
    before = signIn;
  }

  /** What uid a sign-in with these values nearly always has. Part of the format. */
  static String usualUid(List<String> id, List<String> category) {
    return String.join("|", id) + "|" + String.join("|", category);
  }
}
