// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.ruletest;

import java.util.List;
import java.util.Set;

/**
 * What came of a case.
 *
 * @param problems what is wrong with the case or with what came of it, a line each; empty where it
 *     passes
 * @param hit ids of the rules that raised an alert, held back or not
 * @param silent ids of the rules that took sign-ins of the case and raised none
 */
public record RuleCaseResult(List<String> problems, Set<String> hit, Set<String> silent) {
  public RuleCaseResult {
    problems = List.copyOf(problems);
    hit = Set.copyOf(hit);
    silent = Set.copyOf(silent);
  }

  /** Of a case that could not be run. */
  static RuleCaseResult broken(String problem) {
    return new RuleCaseResult(List.of(problem), Set.of(), Set.of());
  }
}
