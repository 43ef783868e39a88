// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.util.Comparator;

/**
 * The sign-in with which a bound of the rule's condition, or the whole condition, was first met.
 *
 * @param column the column that is bounded; null for the whole condition
 * @param bound what the column had to reach
 * @param uid of the sign-in
 * @param id Microsoft's id of the sign-in; null where it has none
 */
public record ConditionHit(
    String column, long bound, String uid, String id, long ingested, long timestamp) {

  public static final Comparator<ConditionHit> ORDER =
      Comparator.comparingLong(ConditionHit::ingested)
          .thenComparingLong(ConditionHit::timestamp)
          .thenComparing(ConditionHit::uid);

  public static ConditionHit of(String column, long bound, Event signIn) {
    return new ConditionHit(
        column, bound, signIn.uid(), idOf(signIn), signIn.ingested(), signIn.timestamp());
  }

  /** The id to show for a sign-in: Microsoft's, else the event's; null where there is none. */
  static String idOf(Event signIn) {
    String id = signIn.first(Field.SIGN_IN_ID);
    return id != null ? id : signIn.first(Field.EVENT_ID);
  }
}
