// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import java.util.Locale;

/** Phrases of the page. */
final class Words {
  private Words() {}

  /** {@code 1 sign-in}, {@code 1,204 sign-ins}. */
  static String count(long number, String one) {
    return number == 1
        ? "1 " + one
        : String.format(Locale.ROOT, "%,d %s", number, one.endsWith("s") ? one + "es" : one + "s");
  }

  /** With a capital first letter. */
  static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
