// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java that runs the tests, for the servers. */
final class JavaCommand {
  /**
   * What {@code mvn verify} gives every server: one that lives for a test spends most of its time
   * compiling what is never used again. Benchmarks give nothing.
   */
  static final List<String> OPTIONS =
      Stream.of(System.getProperty("entrawatch.server.options", "").split(" "))
          .filter(option -> !option.isEmpty())
          .toList();

  private JavaCommand() {}

  static Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The beginning of a command line. */
  static List<String> with(String... options) {
    Stream<String> java = Stream.of(home().resolve("bin/java").toString());
    return Stream.concat(Stream.concat(java, OPTIONS.stream()), Stream.of(options)).toList();
  }
}
