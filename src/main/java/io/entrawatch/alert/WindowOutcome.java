// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import java.util.List;

/**
 * What came of a window in which the rule was found to match.
 *
 * @param settled true once the window takes no more; before that it is what was last found
 * @param completed the sign-in that completed the pattern; null where the condition does not hold,
 *     or where nobody has looked yet
 * @param clauses which sign-in first met each bound, in the order of the declaration; bounds that
 *     were not met (of several options) are absent
 * @param periods the periods of the window's sign-ins; of an open window, one that is as long as
 *     they are
 * @param truncated whether sign-ins were left out for their number
 * @param assumed whether the condition is known to hold though what was kept does not show it; then
 *     the last one that was kept stands for the one that completed the pattern
 */
public record WindowOutcome(
    boolean settled,
    ConditionHit completed,
    List<ConditionHit> clauses,
    List<Period> periods,
    boolean truncated,
    boolean assumed) {

  /** Of a window in which the condition does not hold, as far as anybody has looked. */
  public static WindowOutcome open(List<Period> periods) {
    return new WindowOutcome(false, null, List.of(), periods, false, false);
  }

  /** Of a window that takes no more. */
  public WindowOutcome close() {
    return new WindowOutcome(true, completed, clauses, periods, truncated, assumed);
  }
}
