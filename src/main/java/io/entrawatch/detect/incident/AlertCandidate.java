// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.AlertContent;
import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.alert.Period;
import io.entrawatch.alert.WindowOutcome;
import java.util.List;

/**
 * That there is an alert of a group in a period, without the sign-ins read.
 *
 * @param cells those of the contributing sign-ins, in their order
 * @param signIns how many of them the alert counts
 * @param windows the matching ones, in their order
 * @param first the outcome of the window whose pattern was complete first
 * @param closed whether nothing can change the alert any more
 * @param truncated whether sign-ins were left out for their number
 */
record AlertCandidate(
    Period period,
    List<TimeBucket> cells,
    int signIns,
    List<MatchingWindow> windows,
    WindowOutcome first,
    boolean closed,
    boolean truncated) {

  /** Its own number: a function of the content, whatever was told before. */
  long revision() {
    return AlertContent.revision(signIns, windows.size(), closed);
  }

  /**
   * With the sign-ins read.
   *
   * @param told the revision under which it is told
   */
  AlertContent content(EventSnapshot kept, long told) throws Exception {
    return new AlertContent(
        period, kept.first(cells, signIns), windows, first, closed, truncated, told);
  }
}
