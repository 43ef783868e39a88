// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.SignIn;

/**
 * What one record of the input became: a sign-in that some rule can use, a dead letter, or, with
 * neither, just the passing of time. Never more than one of them.
 *
 * @param time {@code event.ingested} of a usable record in ms since the epoch, what the watermark
 *     follows; {@link #NO_TIME} for a dead letter
 */
public record Decoded(long time, SignIn signIn, DeadLetter deadLetter) {
  public static final long NO_TIME = Long.MIN_VALUE;

  static Decoded of(SignIn signIn) {
    return new Decoded(signIn.ingested(), signIn, null);
  }

  static Decoded of(DeadLetter deadLetter) {
    return new Decoded(NO_TIME, null, deadLetter);
  }

  static Decoded irrelevant(long ingested) {
    return new Decoded(ingested, null, null);
  }
}
