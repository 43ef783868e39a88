// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.run.Destination;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code entrawatch demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows it at work on a shipped story.",
    description =
        "A device-code phish, an authorization-code phish, their innocent look-alikes and a day's noise"
            + " around them go through the real job within this process. Prints the alerts and ends"
            + " by itself.%n")
public final class DemoCommand implements Callable<Integer> {
  private final Actions actions;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "The alerts as one HTML page as well; - is standard output, for the page alone.")
  private String report;

  public DemoCommand(Actions actions) {
    this.actions = actions;
  }

  @Override
  public Integer call() throws Exception {
    actions.demo(Optional.ofNullable(Destination.named("--report", report)));
    return 0;
  }
}
