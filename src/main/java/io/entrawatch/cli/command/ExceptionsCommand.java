// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.config.SettingsException;
import io.entrawatch.exceptions.ExceptionEntryParser;
import io.entrawatch.exceptions.ExceptionFile;
import io.entrawatch.rule.Rule;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code entrawatch exceptions}. */
@Command(
    name = "exceptions",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Checks a file of exceptions.",
    footerHeading = "%nExample:%n",
    footer = "  entrawatch exceptions check exceptions.yaml")
public final class ExceptionsCommand implements Runnable {
  private final List<Rule> rules;
  private final PrintStream out;
  private final Clock clock;

  @Spec private CommandSpec spec;

  public ExceptionsCommand(List<Rule> rules, PrintStream out, Clock clock) {
    this.rules = rules;
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: check FILE");
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      header = "Reads a file as the job would, and says what of it would not be obeyed.",
      description =
          "One line for each entry that would not be obeyed or has expired, and one with the"
              + " numbers. Exit code 2 if any would not be obeyed.%n")
  int check(
      @Parameters(
              paramLabel = "FILE",
              description = "Exceptions, YAML; docs/exceptions.md explains them.")
          Path file) {
    ExceptionFile read;
    try {
      read =
          ExceptionFile.read(
              file,
              new ExceptionEntryParser(rules.stream().map(Rule::id).collect(Collectors.toSet())));
    } catch (ExceptionFile.UnusableException e) {
      throw new SettingsException(e.getMessage());
    }
    List<String> expired = ExceptionFile.expired(read.list(), clock.millis());
    read.problems().forEach(out::println);
    expired.forEach(out::println);
    out.printf(
        "%,d exceptions: %,d are obeyed, %,d have expired, %,d are not obeyed%n",
        read.list().entries().size() + read.problems().size(),
        read.list().entries().size() - expired.size(),
        expired.size(),
        read.problems().size());
    out.flush();
    return read.problems().isEmpty() ? 0 : 2;
  }
}
