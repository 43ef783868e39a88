// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.run.Destination;
import io.entrawatch.cli.run.Paths;
import io.entrawatch.config.SettingsException;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.format.Format;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code entrawatch generate}. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    showDefaultValues = true,
    header = "Writes sample sign-ins, for load and tests.",
    description = "They are of a made-up tenant. The same arguments give the same bytes.%n",
    footerHeading = "%nA FILE of - is standard output.%n%nExample:%n",
    footer =
        "  entrawatch generate --events 100000 --seed 7 --incidents 20 --output signins.ndjson")
public final class GenerateCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  private final Actions actions;

  @Spec private CommandSpec spec;
  private final PrintStream out;

  @Option(
      names = "--events",
      paramLabel = "N",
      showDefaultValue = Visibility.NEVER,
      description = "How many records.")
  private Long events;

  @Option(
      names = "--seed",
      paramLabel = "S",
      showDefaultValue = Visibility.NEVER,
      description = "What everything that looks random follows from.")
  private Long seed;

  @Option(
      names = "--rule",
      paramLabel = "RULE.toml",
      description =
          "Instead of --events: 20 groups of events that the rule takes, and 20 that it just does"
              + " not, as ECS documents. labels.expected is match or no-match.")
  private Path rule;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "ecs",
      description = "ecs, raw (Azure Monitor) or agent (Elastic Agent).")
  private Format format;

  @Option(
      names = "--incidents",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many attacks to plant, and as many look-alikes.")
  private int incidents;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "When the first record arrives.%n  Default: 2026-01-15T08:00:00Z")
  private String start;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "" + GenerateRequest.DEFAULT_RATE,
      description = "Records a second of the log's own time, on average.")
  private double rate;

  @Option(
      names = "--relevant-percent",
      paramLabel = "P",
      defaultValue = "" + GenerateRequest.DEFAULT_RELEVANT_PERCENT,
      description = "Of the everyday sign-ins, how many some rule must look at.")
  private double relevantPercent;

  @Option(
      names = "--duplicate-percent",
      paramLabel = "P",
      defaultValue = "0",
      description = "Of the records, how many are delivered twice.")
  private double duplicatePercent;

  @Option(
      names = "--size-bytes",
      paramLabel = "N",
      defaultValue = "" + GenerateRequest.DEFAULT_SIZE_BYTES,
      description = "About how large a record is.")
  private int sizeBytes;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "0",
      description = "Raw records in an envelope {\"records\":[...]}; 0: none has one.")
  private int batch;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = STANDARD_OUTPUT,
      description = "Takes the records.")
  private String output;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Takes what was planted, one JSON line each.")
  private String truth;

  public GenerateCommand(Actions actions, PrintStream out) {
    this.actions = actions;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    if (rule != null) {
      Paths.requireReadable(List.of(rule));
      try (OutputStream documents = Destination.named("--output", output).open(out)) {
        actions.generateForRule(rule, seed == null ? 1 : seed, documents);
      }
      return 0;
    }
    GenerateRequest request = request();
    Destination toRecords = Destination.named("--output", output);
    Destination toTruth = Destination.named("--truth", truth);
    Paths.requireApart(List.of(), Stream.of(toRecords, toTruth).filter(Objects::nonNull).toList());
    try (OutputStream records = toRecords.open(out);
        OutputStream planted =
            toTruth == null ? OutputStream.nullOutputStream() : toTruth.open(out)) {
      actions.generate(request, records, planted);
    }
    return 0;
  }

  private GenerateRequest request() {
    if (events == null || seed == null) {
      throw new ParameterException(
          spec.commandLine(),
          "Missing required option: " + (events == null ? "--events=N" : "--seed=S"));
    }
    try {
      return new GenerateRequest(
          events,
          seed,
          format,
          incidents,
          start == null ? GenerateRequest.DEFAULT_START : Instant.parse(start),
          rate,
          relevantPercent,
          duplicatePercent,
          sizeBytes,
          batch);
    } catch (DateTimeException e) {
      throw new SettingsException(
          "--start " + SettingsException.quoted(start) + ": write 2026-01-15T08:00:00Z");
    } catch (IllegalArgumentException e) {
      throw new SettingsException("--" + e.getMessage());
    }
  }
}
