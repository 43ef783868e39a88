// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.config.SettingsException;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrawatch redeliver}. */
@Command(
    name = "redeliver",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    header = "Indexes the alerts again that Elasticsearch did not get.",
    description =
        "Reads the topic of dead letters to its present end. Each alert that Elasticsearch refused,"
            + " or that waited too long for it, goes to its index under its id; a newer revision that"
            + " is there stays. So it may be repeated, and run beside the job.%n",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:all of them are in the index",
      "1:some are not, and a line on standard error says which and why; or Elasticsearch takes none",
      "2:bad usage or settings; one line on standard error says which"
    },
    footerHeading = "%nExample:%n",
    footer = "  entrawatch redeliver --config entrawatch.yaml --from 2026-11-30T00:00:00Z")
public final class RedeliverCommand implements Callable<Integer> {
  private final Actions actions;
  private final SettingsParser parser;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The job's settings, YAML: brokers, topics and Elasticsearch.")
  private Path config;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Since when alerts went to the dead letters, as 2026-11-30T00:00:00Z; without it, all that"
              + " the topic holds.")
  private String from;

  @Mixin private SetOption set;

  public RedeliverCommand(Actions actions, SettingsParser parser) {
    this.actions = actions;
    this.parser = parser;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = parser.parse(config, set.assignments());
    return actions.redeliver(settings, from()) ? 0 : 1;
  }

  private Instant from() {
    try {
      return from == null ? Instant.EPOCH : Instant.parse(from);
    } catch (DateTimeParseException e) {
      throw new SettingsException(
          "--from: "
              + SettingsException.quoted(from)
              + " is not a time; write it as 2026-01-31T00:00:00Z");
    }
  }
}
