// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import java.io.Serializable;
import java.util.List;

/**
 * What whoever gets an alert does with it, in short; the rule's page says more.
 *
 * @param checkFirst what tells an attack from what only looks like one, the quickest first
 * @param thenDo what to do if it is one, the most urgent first
 */
public record Triage(List<String> checkFirst, List<String> thenDo) implements Serializable {
  public Triage {
    checkFirst = List.copyOf(checkFirst);
    thenDo = List.copyOf(thenDo);
  }

  /** The page of a rule, within the project. */
  public static String page(String rule) {
    return "docs/rules/" + rule + ".md";
  }
}
