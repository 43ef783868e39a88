// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import java.util.Comparator;

/** A window in which the rule matched: a match within its group. */
public record Window(String reading, long start, long end) {

  static final Comparator<Window> ORDER =
      Comparator.comparingLong(Window::start)
          .thenComparingLong(Window::end)
          .thenComparing(Window::reading);
}
