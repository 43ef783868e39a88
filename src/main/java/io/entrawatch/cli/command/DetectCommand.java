// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.run.Destination;
import io.entrawatch.cli.run.DetectArguments;
import io.entrawatch.cli.run.Paths;
import io.entrawatch.job.settings.SettingsParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrawatch detect}. */
@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    header = "Detects in files, to their end.",
    description =
        "The same job as in production, over all the input as one history, whatever the order of files"
            + " and lines. A summary goes to standard error.%n",
    footerHeading = "%nA FILE of - is standard output.%n%nExamples:%n",
    footer = {
      "  entrawatch detect --input signins.ndjson",
      "  entrawatch detect --input signins.ndjson --report report.html",
      "  entrawatch detect --input export/ more.ndjson.gz --alerts alerts.ndjson",
      "  entrawatch detect --input signins.ndjson --alerts - --set alerts.period=0 | jq ."
    })
public final class DetectCommand implements Callable<Integer> {
  /** Not 2: the input was read, and what could be used was. */
  private static final int DEAD_LETTERS = 1;

  private final Actions actions;
  private final SettingsParser parser;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      arity = "1..*",
      required = true,
      description =
          "Files, or folders with files, of sign-in records as JSON, one a line or in any other form,"
              + " packed by gzip or not: ECS documents, raw Azure records, Elastic Agent events,"
              + " exports of Log Analytics or the Graph API. May be repeated.")
  private List<Path> inputs = new ArrayList<>();

  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      description = "One JSON alert a line. Without it, readable alerts on standard output.")
  private String alerts;

  @Option(
      names = "--matches",
      paramLabel = "FILE",
      description =
          "One JSON line a rule, window and group that matched, as Elastic would return it.")
  private String matches;

  @Option(
      names = "--dead-letters",
      paramLabel = "FILE",
      description = "One JSON line a record that could not be used, with the reason.")
  private String deadLetters;

  @Option(
      names = "--strict",
      description = "Exit code 1 if there was any dead letter. Everything is written all the same.")
  private boolean strict;

  @Option(
      names = "--suppressed",
      paramLabel = "FILE",
      description =
          "One JSON line an alert that an exception held back, with the exception; see"
              + " alerts.exceptions.file.")
  private String suppressed;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "One HTML page of all alerts that needs nothing but itself. On standard output it takes"
              + " the place of the readable alerts.")
  private String report;

  @Mixin private SetOption set;

  public DetectCommand(Actions actions, SettingsParser parser) {
    this.actions = actions;
    this.parser = parser;
  }

  @Override
  public Integer call() throws Exception {
    long deadLetters = actions.detect(arguments());
    return strict && deadLetters > 0 ? DEAD_LETTERS : 0;
  }

  private DetectArguments arguments() {
    Destination toAlerts = Destination.named("--alerts", alerts);
    Destination toMatches = Destination.named("--matches", matches);
    Destination toDeadLetters = Destination.named("--dead-letters", deadLetters);
    Destination toSuppressed = Destination.named("--suppressed", suppressed);
    Destination toReport = Destination.named("--report", report);
    Paths.requireReadable(inputs);
    Paths.requireApart(
        inputs,
        Stream.of(toAlerts, toMatches, toDeadLetters, toSuppressed, toReport)
            .filter(Objects::nonNull)
            .toList());
    return new DetectArguments(
        inputs,
        Optional.ofNullable(toAlerts),
        Optional.ofNullable(toMatches),
        Optional.ofNullable(toDeadLetters),
        Optional.ofNullable(toSuppressed),
        Optional.ofNullable(toReport),
        parser.parse(set.assignments()));
  }
}
