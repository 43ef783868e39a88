// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import io.entrawatch.event.Event;
import io.entrawatch.rule.Aggregate.Numeric;
import java.io.Serializable;
import java.util.List;

/** How a rule's condition is followed as sign-ins are added one by one. */
public record GateCondition(List<Entry> entries, Having having) implements Serializable {

  /**
   * A number that the condition compares.
   *
   * @param enough no more distinct values than this are told apart
   */
  record Entry(String column, Numeric number, int enough) implements Serializable {}

  public Accumulator empty() {
    Accumulator tally = new Accumulator();
    entries.forEach(entry -> tally.counters.add(new Aggregator()));
    return tally;
  }

  public void add(Event signIn, Accumulator tally) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      entry.number().add(signIn, tally.counters.get(i), entry.enough());
    }
  }

  public boolean holds(Accumulator tally) {
    return having.holds(column -> number(tally, column));
  }

  /** The number of a column so far; distinct ones are exact only up to what is compared. */
  public long number(Accumulator tally, String column) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).column().equals(column)) {
        return tally.counters.get(i).number;
      }
    }
    throw new IllegalArgumentException(column);
  }
}
