// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.run.MetricsAddress;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrawatch run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    header = "Detects in Kafka's topics, until it is stopped.",
    description =
        "Kafka in, Kafka and, if set, Elasticsearch out. The job is the one that runs on a Flink"
            + " cluster, here within this process.%n",
    footerHeading = "%nExample settings:%n",
    footer = "  docs/examples/entrawatch.yaml, docs/examples/event-hubs.yaml")
public final class RunCommand implements Callable<Integer> {
  private final Actions actions;
  private final SettingsParser parser;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The settings, YAML; docs/configuration.md explains each.")
  private Path config;

  @Mixin private SetOption set;

  @Option(
      names = "--metrics",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "Serves metrics for Prometheus, at /metrics; on this machine alone unless an address is"
              + " given.")
  private String metrics;

  public RunCommand(Actions actions, SettingsParser parser) {
    this.actions = actions;
    this.parser = parser;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = parser.parse(config, set.assignments());
    settings.requireKafka();
    actions.run(settings, Optional.ofNullable(metrics).map(MetricsAddress::parse));
    return 0;
  }
}
