// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.diff.AlertDiff;
import io.entrawatch.cli.diff.AlertSet;
import io.entrawatch.cli.diff.DiffPrinter;
import io.entrawatch.config.SettingsException;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entrawatch diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    header = "Says which alerts are new, lost or changed.",
    description =
        "Compares alerts by id, of several revisions the highest: what detect --alerts has written, or a"
            + " topic of alerts. Exit code 0: the same, 1: they differ. See docs/backfill.md.%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  entrawatch diff before.ndjson after.ndjson",
      "  entrawatch diff --config entrawatch.yaml kafka:entrawatch-alerts kafka:alerts-shadow"
    })
public final class DiffCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  private final SettingsParser parser;
  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "A file, or kafka:TOPIC.")
  private String before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "A file, or kafka:TOPIC.")
  private String after;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The settings that say where Kafka is; for topics.")
  private Path config;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Leaves out alerts whose period ends before or then.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Leaves out alerts whose period begins then or later.")
  private String to;

  @Option(names = "--json", description = "One JSON object a line, for each alert that differs.")
  private boolean json;

  @Mixin private SetOption set;

  public DiffCommand(SettingsParser parser, PrintStream out) {
    this.parser = parser;
    this.out = out;
  }

  @Override
  public Integer call() {
    Optional<Settings> settings = settings();
    Instant since = time("--from", from, Instant.MIN);
    Instant until = time("--to", to, Instant.MAX);
    AlertDiff diff =
        AlertDiff.of(
            AlertSet.read(before, settings).within(since, until),
            AlertSet.read(after, settings).within(since, until));
    DiffPrinter printer = new DiffPrinter(out);
    if (json) {
      printer.json(diff);
    } else {
      printer.text(diff);
    }
    out.flush();
    return diff.differences().isEmpty() ? 0 : DIFFERENT;
  }

  private static Instant time(String option, String text, Instant otherwise) {
    try {
      return text == null ? otherwise : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new SettingsException(
          option + " " + SettingsException.quoted(text) + ": write 2026-01-15T00:00:00Z");
    }
  }

  private Optional<Settings> settings() {
    if (config != null) {
      return Optional.of(parser.parse(config, set.assignments()));
    }
    if (AlertSet.isTopic(before) || AlertSet.isTopic(after)) {
      throw new SettingsException("kafka: give --config FILE, it says where Kafka is");
    }
    return Optional.empty();
  }
}
