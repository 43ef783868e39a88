// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java that runs the tests, for the servers. */
final class JavaCommand {
  /**
   * How far code is compiled, as it is in the tests' own JVM: a server that lives for a test spends
   * most of its time compiling what is never used again.
   */
  static final List<String> COMPILER =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(argument -> argument.startsWith("-XX:TieredStopAtLevel"))
          .toList();

  private JavaCommand() {}

  static Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The beginning of a command line. */
  static List<String> with(String... options) {
    Stream<String> java = Stream.of(home().resolve("bin/java").toString());
    return Stream.concat(Stream.concat(java, COMPILER.stream()), Stream.of(options)).toList();
  }
}
