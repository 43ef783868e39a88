// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import io.entrawatch.cli.command.Actions;
import io.entrawatch.cli.doctor.DoctorRun;
import io.entrawatch.cli.ruletest.RuleCaseResult;
import io.entrawatch.cli.ruletest.RuleTestRun;
import io.entrawatch.cli.run.BackfillRun;
import io.entrawatch.cli.run.Destination;
import io.entrawatch.cli.run.DetectArguments;
import io.entrawatch.cli.run.DetectRun;
import io.entrawatch.cli.run.LocalFlink;
import io.entrawatch.cli.run.MetricsAddress;
import io.entrawatch.cli.run.RedeliverRun;
import io.entrawatch.cli.run.RuleExamplesRun;
import io.entrawatch.cli.run.RunCheckpoints;
import io.entrawatch.cli.run.SendRun;
import io.entrawatch.cli.run.Summary;
import io.entrawatch.cli.run.Terminal;
import io.entrawatch.config.SettingsException;
import io.entrawatch.job.EntrawatchJob;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.traffic.DemoStory;
import io.entrawatch.traffic.GenerateRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The real things, within this process. */
public final class LocalActions implements Actions {
  private final Terminal terminal = Terminal.ofThisProcess();

  @Override
  public void demo(Optional<Destination> report) throws Exception {
    Path story = Files.createTempFile("entrawatch-demo", ".ndjson");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(story))) {
        DemoStory.write(out);
      }
      Settings defaults = new SettingsParser(RuleCatalogueEntry.all(), Map.of()).parse(List.of());
      detect(
          new DetectArguments(
              List.of(story),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              report,
              defaults));
      System.err.println(hint(report));
    } finally {
      Files.delete(story);
    }
  }

  private static String hint(Optional<Destination> report) {
    return report.flatMap(Destination::file).isPresent()
        ? "entrawatch: the report is in " + report.get().name() + "; open it in a browser"
        : "entrawatch: the same as a page: entrawatch demo --report report.html";
  }

  /**
   * An input of which nothing could be read is a mistake of the caller's, unless the caller has
   * asked for what cannot be read.
   */
  @Override
  public long detect(DetectArguments arguments) throws Exception {
    Summary summary = new DetectRun(arguments, terminal).run(System.err);
    if (summary.unreadable().isPresent() && arguments.deadLetters().isEmpty()) {
      throw new SettingsException(summary.unreadable().get());
    }
    return summary.deadLetters();
  }

  @Override
  public boolean doctor(Settings settings, List<Path> inputs, PrintStream out) {
    return new DoctorRun(settings, Clock.systemUTC()).run(inputs, out);
  }

  @Override
  public void run(Settings settings, Optional<MetricsAddress> metrics) throws Exception {
    Configuration flink = LocalFlink.configuration();
    metrics.ifPresent(address -> address.addTo(flink));
    Optional<RunCheckpoints> checkpoints =
        RunCheckpoints.of(flink, settings.requireKafka().source());
    if (checkpoints.isEmpty()) {
      say("checkpoints are not on this machine, so none is looked for");
      execute(flink, settings, metrics);
      return;
    }
    try (RunCheckpoints own = checkpoints.get()) {
      Optional<Path> newest = own.use(flink);
      newest.ifPresent(
          checkpoint ->
              say(
                  "goes on from the checkpoint of %s, %s"
                      .formatted(RunCheckpoints.written(checkpoint), checkpoint)));
      execute(flink, settings, metrics);
    } catch (JobExecutionException e) {
      throw RunCheckpoints.unusable(flink, e);
    }
  }

  private static void execute(
      Configuration flink, Settings settings, Optional<MetricsAddress> metrics) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(flink);
    EntrawatchJob.build(env, settings, LocalActions::say);
    metrics.ifPresent(address -> say("metrics at " + address));
    say("running; Ctrl-C stops it");
    env.execute("entrawatch");
  }

  private static void say(String line) {
    System.err.println("entrawatch: " + line);
  }

  @Override
  public boolean send(Settings settings, List<Path> inputs, String topic) {
    return new SendRun(settings, topic, System.err).run(inputs);
  }

  @Override
  public boolean redeliver(Settings settings, Instant from) throws IOException {
    return new RedeliverRun(settings, System.err).run(from);
  }

  @Override
  public void backfill(Settings settings) throws Exception {
    new BackfillRun(settings, terminal).run(System.err);
  }

  @Override
  public void test(List<Path> cases, SettingsParser parser, BiConsumer<Path, RuleCaseResult> each)
      throws Exception {
    try (RuleTestRun run = RuleTestRun.start(parser)) {
      for (Path one : cases) {
        each.accept(one, run.result(one));
      }
    }
  }

  @Override
  public void generate(GenerateRequest request, OutputStream records, OutputStream truth)
      throws IOException {
    io.entrawatch.traffic.Generate.run(request, records, truth);
  }

  @Override
  public void generateForRule(Path rule, long seed, OutputStream documents) throws IOException {
    RuleExamplesRun.write(rule, seed, documents);
  }
}
