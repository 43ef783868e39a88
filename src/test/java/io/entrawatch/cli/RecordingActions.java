// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import io.entrawatch.cli.command.Actions;
import io.entrawatch.cli.ruletest.RuleCaseResult;
import io.entrawatch.cli.run.Destination;
import io.entrawatch.cli.run.DetectArguments;
import io.entrawatch.cli.run.MetricsAddress;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.traffic.GenerateRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Keeps what it was asked to do, and fails if it was told to. */
public final class RecordingActions implements Actions {
  final List<Object> calls = new ArrayList<>();
  Throwable failure;
  long deadLetters;
  boolean well = true;
  Set<String> hit = Set.of();
  Set<String> silent = Set.of();

  @Override
  public void demo(Optional<Destination> report) throws Exception {
    record(report.map(to -> "demo, report in " + to.name()).orElse("demo"));
  }

  @Override
  public long detect(DetectArguments arguments) throws Exception {
    record(arguments);
    return deadLetters;
  }

  @Override
  public boolean doctor(Settings settings, List<Path> inputs, PrintStream out) throws Exception {
    record(inputs.isEmpty() ? settings : inputs);
    return well;
  }

  @Override
  public void run(Settings settings, Optional<MetricsAddress> metrics) throws Exception {
    record(metrics.isEmpty() ? settings : metrics.get());
  }

  @Override
  public boolean send(Settings settings, List<Path> inputs, String topic) throws Exception {
    record(inputs + " to " + topic);
    return well;
  }

  @Override
  public boolean redeliver(Settings settings, Instant from) throws Exception {
    record("since " + from);
    return well;
  }

  @Override
  public void backfill(Settings settings) throws Exception {
    record(settings);
  }

  @Override
  public void test(List<Path> cases, SettingsParser parser, BiConsumer<Path, RuleCaseResult> each)
      throws Exception {
    for (Path file : cases) {
      String name = file.getFileName().toString();
      record(name);
      List<String> problems = name.startsWith("bad") ? List.of("a \u001bproblem") : List.of();
      each.accept(file, new RuleCaseResult(problems, hit, silent));
    }
  }

  @Override
  public void generate(GenerateRequest request, OutputStream records, OutputStream truth)
      throws Exception {
    record(request);
    write(records, "records");
    write(truth, "truth");
  }

  private void record(Object call) throws Exception {
    calls.add(call);
    if (failure instanceof Exception exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void generateForRule(Path rule, long seed, OutputStream documents) {
    calls.add("generateForRule " + rule + " " + seed);
  }
}
