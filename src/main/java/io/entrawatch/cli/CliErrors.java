// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import io.entrawatch.config.NearestKey;
import io.entrawatch.config.SettingsException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one line on standard error and an exit code. */
final class CliErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(CliErrors.class);

  private static final int BAD_USAGE = 2;
  private static final int FAILED = 1;

  private final PrintStream err;

  CliErrors(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    String command = exception.getCommandLine().getCommandSpec().qualifiedName();
    String message = misspelt(exception.getCommandLine(), args).orElseGet(() -> message(exception));
    print(command + ": " + message + "; see " + command + " --help");
    return BAD_USAGE;
  }

  /** An option that is not there explains why another one is missing. */
  private static Optional<String> misspelt(CommandLine command, String[] args) {
    Set<String> known = command.getCommandSpec().optionsMap().keySet();
    if (!command.getSubcommands().isEmpty()) {
      return Optional.empty(); // the command itself is not there
    }
    return Arrays.stream(args)
        .filter(arg -> arg.matches("(?s)-[^0-9].*"))
        .map(arg -> arg.replaceFirst("=.*", ""))
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(
            name ->
                "Unknown option: '"
                    + name
                    + "'"
                    + NearestKey.to(name, known)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse(""));
  }

  private static String message(ParameterException exception) {
    if (exception instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        return exception.getMessage() + "; did you mean " + suggestions.get(0) + "?";
      }
    }
    return exception.getMessage();
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) {
    var mistake = ExceptionUtils.findThrowable(exception, SettingsException.class);
    if (mistake.isPresent()) {
      print("entrawatch: " + mistake.get().getMessage());
      return BAD_USAGE;
    }
    return unexpected(exception);
  }

  /** The last cause says most; the way to it is in the log. */
  int unexpected(Throwable failure) {
    LOG.error("Failed", failure);
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : ": " + root.getMessage();
    print(
        "entrawatch: failed with "
            + root.getClass().getSimpleName()
            + message
            + " (set ENTRAWATCH_LOG=FILE for a log)");
    return FAILED;
  }

  private void print(String line) {
    err.println(SettingsException.oneLine(line));
  }
}
