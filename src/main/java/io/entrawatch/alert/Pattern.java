// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.rule.Having;
import io.entrawatch.rule.Tally;
import io.entrawatch.rule.TallyRule;
import io.entrawatch.signin.SignIn;
import java.util.ArrayList;
import java.util.List;

/** Follows a rule's condition along the sign-ins of a window until it holds. */
final class Pattern {
  private final TallyRule rule;
  private final Tally numbers;
  private final List<Having.AtLeast> open;
  private final List<Step> clauses = new ArrayList<>();
  private Step completed;

  Pattern(TallyRule rule, List<Having.AtLeast> bounds) {
    this.rule = rule;
    this.numbers = rule.empty();
    this.open = new ArrayList<>(bounds);
  }

  /** The next sign-in, in their order; of no interest once the condition holds. */
  void add(SignIn signIn) {
    if (completed != null) {
      return;
    }
    rule.add(signIn, numbers);
    for (Having.AtLeast bound : List.copyOf(open)) {
      if (rule.number(numbers, bound.column()) >= bound.value()) {
        clauses.add(Step.of(bound.column(), bound.value(), signIn));
        open.remove(bound);
      }
    }
    if (rule.holds(numbers)) {
      completed = Step.of(null, 0, signIn);
    }
  }

  /** The sign-in with which the condition held; null where it does not. */
  Step completed() {
    return completed;
  }

  /** Which sign-in first met each bound that was met by then. */
  List<Step> clauses() {
    return clauses;
  }
}
