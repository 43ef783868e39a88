// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.run.Paths;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrawatch send}. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    header = "Puts the records of files on a topic, for trials and tests.",
    description =
        "Each line, or JSON value, becomes a message as it stands, without a key. Files are read in the"
            + " order of their paths. Kafka stamps it"
            + " with the present: a record without an ingest time of its own arrives now, unless it is"
            + " more than a day old.%n",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:all is on the topic",
      "1:something was left out; a line on standard error says what",
      "2:bad usage, settings or input; one line on standard error says which"
    },
    footerHeading = "%nExample:%n",
    footer = "  entrawatch send --config entrawatch.yaml --input signins.ndjson")
public final class SendCommand implements Callable<Integer> {
  private final Actions actions;
  private final SettingsParser parser;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The job's settings, YAML: brokers, credentials and topics.")
  private Path config;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      required = true,
      arity = "1..*",
      description = "Files, or folders with files, in any form that detect reads.")
  private List<Path> inputs = new ArrayList<>();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Takes them; without it the first of kafka.topics.events.")
  private String topic;

  @Mixin private SetOption set;

  public SendCommand(Actions actions, SettingsParser parser) {
    this.actions = actions;
    this.parser = parser;
  }

  @Override
  public Integer call() throws Exception {
    Paths.requireReadable(inputs);
    Settings settings = parser.parse(config, set.assignments());
    String to = topic == null ? settings.requireKafka().source().topics().get(0) : topic;
    return actions.send(settings, inputs, to) ? 0 : 1;
  }
}
