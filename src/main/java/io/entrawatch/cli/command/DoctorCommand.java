// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.run.Paths;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code entrawatch doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    header = "Says what arrives, and whether the rules can work with it.",
    description =
        "Reads a sample and prints one page. Of each topic it reads at most 10,000 messages, spread"
            + " over the last 24 hours. It joins no consumer group, commits nothing and writes"
            + " nothing.%n%nGive either --config or --input.%n",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:no rule is marked \"no\"",
      "1:a rule is marked \"no\": it cannot alert; or no record could be read",
      "2:bad usage, settings or input; one line on standard error says which"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  entrawatch doctor --config entrawatch.yaml",
      "  entrawatch doctor --input export/"
    })
public final class DoctorCommand implements Callable<Integer> {
  private final Actions actions;
  private final SettingsParser parser;
  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The job's settings, YAML: looks at the topics that they name.")
  private Path config;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Looks at these files instead, or folders with files. Reads at most 1,000,000 records.")
  private List<Path> inputs = new ArrayList<>();

  @Mixin private SetOption set;

  public DoctorCommand(Actions actions, SettingsParser parser, PrintStream out) {
    this.actions = actions;
    this.parser = parser;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    if ((config == null) == inputs.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "give either --config FILE, for Kafka, or --input PATH..., for files");
    }
    if (config == null) {
      Paths.requireReadable(inputs);
      return actions.doctor(parser.parse(set.assignments()), inputs, out) ? 0 : 1;
    }
    Settings settings = parser.parse(config, set.assignments());
    settings.requireKafka();
    return actions.doctor(settings, List.of(), out) ? 0 : 1;
  }
}
