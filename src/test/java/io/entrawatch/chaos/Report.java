// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.time.Duration;

/** Says what happens, with the time since the run began. */
final class Report {
  private final long start = System.nanoTime();

  void say(String line, Object... values) {
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    System.out.printf("%4d s  %s%n", seconds, line.formatted(values));
    System.out.flush();
  }
}
