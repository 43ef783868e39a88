// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.run.Paths;
import io.entrawatch.job.settings.SettingsParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrawatch backfill}: a front for the settings {@code backfill.*} of the job. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    header = "Detects in a range of Kafka's topics, or in files, and ends.",
    description =
        "The alerts have the ids that the live job gives them. It begins earlier than asked, by an alert"
            + " period and the lateness, and never touches the live job's consumer group. See"
            + " docs/backfill.md.%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  entrawatch backfill --config entrawatch.yaml --from 2026-01-15T00:00:00Z --into alerts-shadow",
      "  entrawatch backfill --config entrawatch.yaml --from 2026-01-15T00:00:00Z --live"
    })
public final class BackfillCommand implements Callable<Integer> {
  private final Actions actions;
  private final SettingsParser parser;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The live job's settings, YAML.")
  private Path config;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      required = true,
      description =
          "Where the range begins, by Kafka's timestamps: a time, earliest, or offsets:0=120,1=95.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Where it ends, exclusive: a time, offsets:, or now, the default.")
  private String to;

  @ArgGroup(multiplicity = "1")
  private Target target;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Files, or folders of files, to read instead of the topics; they hold all from --from to"
              + " --to.")
  private List<Path> inputs = new ArrayList<>();

  @Mixin private SetOption set;

  /** Exactly one of them. */
  private static final class Target {
    @Option(
        names = "--into",
        paramLabel = "TOPIC",
        description = "A shadow topic takes the alerts, and nothing else is written.")
    private String topic;

    @Option(
        names = "--live",
        description =
            "The alerts that are whole go where the live job's go, Elasticsearch included.")
    private boolean live;
  }

  public BackfillCommand(Actions actions, SettingsParser parser) {
    this.actions = actions;
    this.parser = parser;
  }

  @Override
  public Integer call() throws Exception {
    List<String> assignments = new ArrayList<>(set.assignments());
    assignments.add("backfill.from=" + from);
    if (to != null) {
      assignments.add("backfill.to=" + to);
    }
    assignments.add(target.live ? "backfill.live=true" : "backfill.into=" + target.topic);
    if (!inputs.isEmpty()) {
      Paths.requireReadable(inputs);
      Paths.requireListable(inputs);
      assignments.add(
          "backfill.input="
              + inputs.stream().map(Path::toString).collect(Collectors.joining(",", "[", "]")));
    }
    actions.backfill(parser.parse(config, assignments));
    return 0;
  }
}
