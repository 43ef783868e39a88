// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.time.Duration;
import java.util.function.Consumer;

/** Says what happens, with the time since the run began. */
final class Report {
  private final long start = System.nanoTime();
  private final Consumer<String> lines;

  Report(Consumer<String> lines) {
    this.lines = lines;
  }

  void say(String line, Object... values) {
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    lines.accept("%4d s  %s".formatted(seconds, line.formatted(values)));
  }
}
