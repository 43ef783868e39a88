// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import java.io.Serializable;
import java.util.List;

/**
 * What an alert says of its rule.
 *
 * @param uuid the id of Elastic's rule
 * @param version of our declaration; grows when what it finds changes
 * @param severity ECS-style word: low, medium, high, critical
 * @param riskScore 0 to 100
 * @param triage what to do with an alert
 */
public record RuleInfo(
    String uuid,
    String name,
    String version,
    String description,
    String severity,
    int riskScore,
    List<Threat> threats,
    Triage triage)
    implements Serializable {

  /** A published explanation of the rule. */
  public String reference() {
    return "https://elastic.github.io/detection-rules-explorer/rules/" + uuid;
  }

  /** A MITRE ATT&CK tactic and the techniques that serve it here. */
  public record Threat(Attack tactic, List<Attack> techniques) implements Serializable {}

  /** A tactic, a technique or a subtechnique (its id holds a dot) of MITRE ATT&CK. */
  public record Attack(String id, String name) implements Serializable {
    public String reference() {
      String kind = id.startsWith("TA") ? "tactics/" : "techniques/";
      return "https://attack.mitre.org/" + kind + id.replace('.', '/') + "/";
    }
  }
}
