// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.signin.SignIn;

/**
 * How full a {@link Cell} is.
 *
 * @param count sign-ins in it
 * @param last the last sign-in that it takes, in their order; null while it takes all
 * @param news the first place, in the order, where a sign-in has come or gone since the windows
 *     were last looked at; null where none has
 */
public record Fill(int count, SignIn last, Position news) {

  static final Fill EMPTY = new Fill(0, null, null);

  Fill plus(SignIn signIn) {
    return new Fill(count + 1, last, earlier(Position.of(signIn)));
  }

  Fill minus(SignIn signIn) {
    return new Fill(count - 1, last, earlier(Position.of(signIn)));
  }

  Fill cutDown(int most, SignIn newLast) {
    return new Fill(most, newLast, news);
  }

  Fill seen() {
    return new Fill(count, last, null);
  }

  /** Whether sign-ins were left out, or will be. */
  boolean isOver(int cap) {
    return last != null || count > cap;
  }

  private Position earlier(Position place) {
    return news == null || news.isAfter(place) ? place : news;
  }
}
