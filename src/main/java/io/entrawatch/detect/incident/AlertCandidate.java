// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.AlertContent;
import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.alert.Period;
import io.entrawatch.alert.WindowOutcome;
import java.util.List;

/**
 * A possible alert of a group in one period. Its events have not been read yet.
 *
 * @param buckets of the contributing events, in their order
 * @param eventCount how many of these events the alert counts
 * @param windows the matching windows, in their order
 * @param first the outcome of the window whose pattern was complete first
 * @param closed whether nothing can change the alert any more
 * @param truncated whether events were left out because there were too many
 */
record AlertCandidate(
    Period period,
    List<TimeBucket> buckets,
    int eventCount,
    List<MatchingWindow> windows,
    WindowOutcome first,
    boolean closed,
    boolean truncated) {

  /** The revision that follows from the content alone, whatever was emitted before. */
  long revision() {
    return AlertContent.revision(eventCount, windows.size(), closed);
  }

  /**
   * Reads the events.
   *
   * @param revision the revision to emit
   */
  AlertContent content(EventSnapshot snapshot, long revision) throws Exception {
    return new AlertContent(
        period, snapshot.first(buckets, eventCount), windows, first, closed, truncated, revision);
  }
}
