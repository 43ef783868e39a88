// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.ruletest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.cli.run.Destination;
import io.entrawatch.cli.run.DetectArguments;
import io.entrawatch.cli.run.DetectRun;
import io.entrawatch.cli.run.Paths;
import io.entrawatch.cli.run.SharedFlink;
import io.entrawatch.cli.run.Summary;
import io.entrawatch.cli.run.Terminal;
import io.entrawatch.config.SettingsException;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.rule.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs cases, each through the job that {@code detect} runs, in one Flink, and compares. */
public final class RuleTestRun implements AutoCloseable {
  private static final Terminal NONE = new Terminal(false, false, 120);

  private final SettingsParser parser;
  private final SharedFlink flink;
  private final ObjectMapper json = new ObjectMapper();

  private RuleTestRun(SettingsParser parser, SharedFlink flink) {
    this.parser = parser;
    this.flink = flink;
  }

  public static RuleTestRun start(SettingsParser parser) throws Exception {
    return new RuleTestRun(parser, SharedFlink.start());
  }

  /** Runs a case. */
  public RuleCaseResult result(Path file) throws Exception {
    Path scratch = Files.createTempDirectory("entrawatch-test");
    try {
      return run(RuleCaseFile.read(file), scratch);
    } catch (SettingsException e) {
      return RuleCaseResult.broken(e.getMessage());
    } finally {
      delete(scratch);
    }
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }

  private RuleCaseResult run(RuleCase one, Path scratch) throws Exception {
    List<Path> inputs = inputs(one, scratch);
    Paths.requireReadable(inputs);
    Path alerts = scratch.resolve("alerts");
    Path dead = scratch.resolve("dead-letters");
    Path suppressed = scratch.resolve("suppressed");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    DetectArguments arguments =
        new DetectArguments(
            inputs,
            to(alerts),
            Optional.empty(),
            to(dead),
            to(suppressed),
            Optional.empty(),
            settings(one));
    Summary summary =
        new DetectRun(arguments, NONE, flink)
            .run(new PrintStream(said, true, StandardCharsets.UTF_8));
    List<JsonNode> found = documents(alerts);
    List<JsonNode> held = held(suppressed);
    List<String> problems = new ArrayList<>();
    problems.addAll(Pairing.problems("alert", one.alerts(), found));
    problems.addAll(Pairing.problems("suppressed alert", one.suppressed(), held));
    problems.addAll(deadLetters(one, documents(dead)));
    said.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains(" is not obeyed: "))
        .forEach(problems::add);
    Set<String> hit =
        Stream.concat(found.stream(), held.stream())
            .map(alert -> alert.at("/rule/id").asText())
            .collect(Collectors.toSet());
    Set<String> silent =
        arguments.settings().activeRules().stream()
            .filter(summary::concerned)
            .map(Rule::id)
            .filter(rule -> !hit.contains(rule))
            .collect(Collectors.toSet());
    return new RuleCaseResult(problems, hit, silent);
  }

  private static List<Path> inputs(RuleCase one, Path scratch) throws IOException {
    return one.inputs().isEmpty()
        ? List.of(Files.write(scratch.resolve("sign-ins.ndjson"), one.signIns()))
        : one.inputs();
  }

  private static List<String> deadLetters(RuleCase one, List<JsonNode> letters) {
    List<String> problems = new ArrayList<>();
    if (letters.size() != one.deadLetters()) {
      problems.add("dead letters: " + letters.size() + ", expected " + one.deadLetters());
      letters.stream()
          .limit(5)
          .forEach(
              l ->
                  problems.add(
                      "  " + l.path("reason").asText() + ": " + l.path("detail").asText()));
    }
    return problems;
  }

  private Settings settings(RuleCase one) {
    List<String> assignments = new ArrayList<>(one.assignments());
    one.exceptions().ifPresent(file -> assignments.add("alerts.exceptions.file=" + file));
    return parser.parse(assignments);
  }

  private static Optional<Destination> to(Path file) {
    return Optional.of(Destination.named("--output", file.toString()));
  }

  private List<JsonNode> documents(Path file) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      documents.add(json.readTree(line));
    }
    return documents;
  }

  /** The alerts themselves, each with its exception among its fields. */
  private List<JsonNode> held(Path file) throws IOException {
    List<JsonNode> held = new ArrayList<>();
    for (JsonNode one : documents(file)) {
      ObjectNode alert = (ObjectNode) one.get("alert");
      alert.set("exception", one.get("exception"));
      held.add(alert);
    }
    return held;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
