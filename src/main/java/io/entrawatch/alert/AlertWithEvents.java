// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A revision of an alert of a group, with who and what its sign-ins were, for those who decide
 * whether it may leave. The document lists only the first sign-ins; here each counts.
 *
 * @param group the group's key
 * @param parties the contributing sign-ins, reduced to {@link #FIELDS}, each that is distinct once
 * @param whole whether these are all; false where sign-ins were left out for their number, or where
 *     they would be too many or too long here
 * @param forgottenAt the watermark from which on no revision of the alert follows
 */
public record AlertWithEvents(
    String group, Alert alert, List<Event> parties, boolean whole, long forgottenAt) {
  /** What is kept of a sign-in. */
  public static final List<Field> FIELDS =
      List.of(
          Field.USER_PRINCIPAL_NAME,
          Field.USER_ID,
          Field.APP_ID,
          Field.SOURCE_IP,
          Field.SOURCE_AS_NUMBER,
          Field.AUTONOMOUS_SYSTEM_NUMBER,
          Field.USER_AGENT);

  private static final int MOST = 1_000;
  private static final int LONGEST = 256 * 1024;

  public static AlertWithEvents of(
      String group, Alert alert, AlertContent content, long forgottenAt) {
    Set<Event> parties = new LinkedHashSet<>();
    long length = 0;
    for (Event signIn : content.signIns()) {
      Event party = reduced(signIn);
      if (parties.add(party)) {
        length += length(party);
      }
      if (parties.size() > MOST || length > LONGEST) {
        return new AlertWithEvents(group, alert, List.of(), false, forgottenAt);
      }
    }
    return new AlertWithEvents(
        group, alert, List.copyOf(parties), !content.truncated(), forgottenAt);
  }

  private static Event reduced(Event signIn) {
    Map<Field, List<String>> values = new TreeMap<>();
    FIELDS.forEach(field -> values.put(field, signIn.get(field)));
    return new Event("", 0, 0, values);
  }

  private static long length(Event party) {
    return party.values().values().stream().flatMap(List::stream).mapToLong(String::length).sum();
  }
}
