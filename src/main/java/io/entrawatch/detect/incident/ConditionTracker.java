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

/** Evaluates a rule's condition over the events of a window, one by one, until it holds. */
final class ConditionTracker {
  private final GateCondition condition;
  private final Accumulator accumulator;
  private final List<Having.AtLeast> open;
  private final List<ConditionHit> hits = new ArrayList<>();
  private ConditionHit completed;

  ConditionTracker(GateCondition condition, List<Having.AtLeast> bounds) {
    this.condition = condition;
    this.accumulator = condition.empty();
    this.open = new ArrayList<>(bounds);
  }

  /** Adds the next event, in event order. Does nothing once the condition holds. */
  void add(Event event) {
    if (completed != null) {
      return;
    }
    condition.add(event, accumulator);
    for (Having.AtLeast bound : List.copyOf(open)) {
      if (condition.number(accumulator, bound.column()) >= bound.value()) {
        hits.add(ConditionHit.of(bound.column(), bound.value(), event));
        open.remove(bound);
      }
    }
    if (condition.holds(accumulator)) {
      completed = ConditionHit.of(null, 0, event);
    }
  }

  /** The event with which the condition first held; null if it does not hold. */
  ConditionHit completed() {
    return completed;
  }

  /** The event that first met each bound, for the bounds that were met until then. */
  List<ConditionHit> hits() {
    return hits;
  }
}
