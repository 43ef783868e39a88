// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.signin.SignIn;
import java.util.Comparator;

/** The place of a sign-in in the order that "first" means everywhere. */
public record Position(long ingested, long timestamp, String uid) {

  static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::ingested)
          .thenComparingLong(Position::timestamp)
          .thenComparing(Position::uid);

  static Position of(SignIn signIn) {
    return new Position(signIn.ingested(), signIn.timestamp(), signIn.uid());
  }

  static Position of(Step step) {
    return new Position(step.ingested(), step.timestamp(), step.uid());
  }

  boolean isAfter(Position other) {
    return ORDER.compare(this, other) > 0;
  }
}
