// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java that runs the tests, for the servers. */
final class JavaCommand {
  private JavaCommand() {}

  static Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The beginning of a command line. */
  static List<String> with(String... options) {
    return Stream.concat(Stream.of(home().resolve("bin/java").toString()), Stream.of(options))
        .toList();
  }
}
