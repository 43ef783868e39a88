// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import java.util.Comparator;

/** A window in which the rule matched: a match within its group. */
public record MatchingWindow(String reading, long start, long end) {

  public static final Comparator<MatchingWindow> ORDER =
      Comparator.comparingLong(MatchingWindow::start)
          .thenComparingLong(MatchingWindow::end)
          .thenComparing(MatchingWindow::reading);
}
