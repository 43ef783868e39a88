// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.model.Person;
import io.entrawatch.traffic.model.SampleSignIn;
import java.util.List;

/**
 * A planted course of events: what truly happened.
 *
 * @param kind the attack or look-alike, in kebab-case
 * @param attack false for what is innocent
 * @param rules the ids of the rules that must report it, which may be so although it is innocent;
 *     no other may
 * @param signIns in the order in which they happened, never empty
 */
public record PlannedIncident(
    String kind, boolean attack, List<String> rules, List<SampleSignIn> signIns) {
  public PlannedIncident {
    rules = List.copyOf(rules);
    signIns = List.copyOf(signIns);
  }

  /** Whom it happened to. */
  public Person person() {
    return signIns.get(0).person();
  }

  /** The Entra ID session, of the first sign-in if there are several. */
  public String sessionId() {
    return signIns.get(0).sessionId();
  }

  public String tenantId() {
    return signIns.get(0).tenantId();
  }
}
