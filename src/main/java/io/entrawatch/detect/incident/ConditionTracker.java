// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.ConditionHit;
import io.entrawatch.event.Event;
import io.entrawatch.rule.Accumulator;
import io.entrawatch.rule.GateCondition;
import io.entrawatch.rule.Having;
import java.util.ArrayList;
import java.util.List;

/** Follows a rule's condition along the sign-ins of a window until it holds. */
final class ConditionTracker {
  private final GateCondition rule;
  private final Accumulator numbers;
  private final List<Having.AtLeast> open;
  private final List<ConditionHit> clauses = new ArrayList<>();
  private ConditionHit completed;

  ConditionTracker(GateCondition rule, List<Having.AtLeast> bounds) {
    this.rule = rule;
    this.numbers = rule.empty();
    this.open = new ArrayList<>(bounds);
  }

  /** The next sign-in, in their order; of no interest once the condition holds. */
  void add(Event signIn) {
    if (completed != null) {
      return;
    }
    rule.add(signIn, numbers);
    for (Having.AtLeast bound : List.copyOf(open)) {
      if (rule.number(numbers, bound.column()) >= bound.value()) {
        clauses.add(ConditionHit.of(bound.column(), bound.value(), signIn));
        open.remove(bound);
      }
    }
    if (rule.holds(numbers)) {
      completed = ConditionHit.of(null, 0, signIn);
    }
  }

  /** The sign-in with which the condition held; null where it does not. */
  ConditionHit completed() {
    return completed;
  }

  /** Which sign-in first met each bound that was met by then. */
  List<ConditionHit> clauses() {
    return clauses;
  }
}
