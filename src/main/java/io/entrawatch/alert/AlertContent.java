// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.event.Event;
import java.util.List;

/**
 * What there is to say of one group in one period.
 *
 * @param signIns the contributing ones, each once, in their order
 * @param windows the matching ones, in their order
 * @param first the outcome of the window whose pattern was complete first
 * @param closed whether nothing can change it any more
 * @param truncated whether sign-ins were left out for their number
 * @param revision the number of what is said; odd when closed
 */
public record AlertContent(
    Period period,
    List<Event> signIns,
    List<MatchingWindow> windows,
    WindowOutcome first,
    boolean closed,
    boolean truncated,
    long revision) {

  /**
   * Grows with every sign-in and window that joins, and with the closing; the same for the same
   * content, whatever the way there.
   */
  public static long revision(int signIns, int windows, boolean closed) {
    return 2L * (signIns + windows) + (closed ? 1 : 0);
  }

  /** Whether a revision is a final one. */
  public static boolean isClosed(long revision) {
    return revision % 2 == 1;
  }

  /** How much a revision says, closed or not. */
  public static long size(long revision) {
    return revision / 2;
  }
}
