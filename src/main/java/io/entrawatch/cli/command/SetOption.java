// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --set KEY=VALUE}, as often as needed. */
final class SetOption {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Sets one setting, for example rules.device-code-concurrent.slide=5m; may be repeated, the"
              + " last one wins. docs/configuration.md lists them.")
  private List<String> assignments = new ArrayList<>();

  List<String> assignments() {
    return List.copyOf(assignments);
  }
}
