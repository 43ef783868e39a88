// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import java.util.List;

/**
 * What came of a window in which the rule was found to match.
 *
 * @param settled true once the window takes no more; before that the rest is not filled
 * @param completed the sign-in that completed the pattern
 * @param clauses which sign-in first met each bound, in the order of the declaration; bounds that
 *     were not met (of several options) are absent
 * @param periods the periods of the window's sign-ins
 * @param truncated whether sign-ins were left out for their number
 */
public record Outcome(
    boolean settled, Step completed, List<Step> clauses, List<Period> periods, boolean truncated) {

  /** Of a window that still takes sign-ins: nothing is settled, all is computed anew when asked. */
  static final Outcome OPEN = new Outcome(false, null, List.of(), List.of(), false);
}
