// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.signin.SignIn;
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
record AlertContent(
    Period period,
    List<SignIn> signIns,
    List<Window> windows,
    Outcome first,
    boolean closed,
    boolean truncated,
    long revision) {

  /**
   * Grows with every sign-in and window that joins, and with the closing; the same for the same
   * content, whatever the way there.
   */
  static long revision(int signIns, int windows, boolean closed) {
    return 2L * (signIns + windows) + (closed ? 1 : 0);
  }

  /** Whether a revision is a final one. */
  static boolean isClosed(long revision) {
    return revision % 2 == 1;
  }

  /** How much a revision says, closed or not. */
  static long size(long revision) {
    return revision / 2;
  }
}
