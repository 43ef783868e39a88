// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.run.Paths;
import io.entrawatch.config.SettingsException;
import io.entrawatch.rule.EsqlText;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import io.entrawatch.rule.file.RuleCheck;
import io.entrawatch.rule.file.RuleFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code entrawatch rules}. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Lists the rules, prints one, or checks rule files.",
    description =
        "One line a rule: its id, its name, its windows (the query's own, and over sign-in time), and"
            + " its thresholds by the names of their settings.%n",
    footerHeading = "%nExample:%n",
    footer = "  entrawatch rules --esql device-code-concurrent")
public final class RulesCommand implements Callable<Integer> {
  private final List<Rule> rules;
  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Option(
      names = "--esql",
      paramLabel = "NAME",
      description =
          "Prints the query that the rule of that id stands for, as a scheduler would run it. It"
              + " returns what detect --matches writes.")
  private String esql;

  public RulesCommand(List<Rule> rules, PrintStream out) {
    this.rules = rules;
    this.out = out;
  }

  @Override
  public Integer call() {
    out.print(esql == null ? table() : EsqlText.query(named(esql)));
    out.flush();
    return 0;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      header = "Says of rule files what they are as a stream, or why they are refused.",
      description =
          "For each rule: when a match is told, its windows, which records are read, and what its"
              + " schedule in Elastic loses. Exit code 1 if a rule is refused.%n")
  int check(
      @Parameters(
              paramLabel = "PATH",
              arity = "1..*",
              description = "Rule files in Elastic's TOML format, and folders of them.")
          List<Path> paths,
      @Option(names = "--json", description = "Prints one JSON object a rule.") boolean json)
      throws IOException {
    Paths.requireReadable(paths);
    List<RuleCheck> checks = RuleFolder.check(paths);
    for (RuleCheck check : checks) {
      out.print(json ? RuleCheckPage.json(check) + "\n" : RuleCheckPage.text(check));
    }
    out.flush();
    return checks.stream().allMatch(check -> check.kind() != null) ? 0 : 1;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      header = "Prints the file of a built-in rule, to copy and change it.")
  int show(@Parameters(paramLabel = "ID", description = "The rule's id.") String id)
      throws IOException {
    try (InputStream file = RulesCommand.class.getResourceAsStream("/rules/" + id(id) + ".toml")) {
      out.write(file.readAllBytes());
    }
    out.flush();
    return 0;
  }

  private String id(String id) {
    return rules.stream()
        .map(Rule::id)
        .filter(id::equals)
        .findFirst()
        .orElseThrow(
            () ->
                new SettingsException(
                    "no built-in rule "
                        + SettingsException.quoted(id)
                        + "; there are "
                        + rules.stream().map(Rule::id).collect(Collectors.joining(", "))));
  }

  private Rule named(String id) {
    return rules.stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--esql \"%s\": no such rule; there are %s"
                        .formatted(
                            id, rules.stream().map(Rule::id).collect(Collectors.joining(", ")))));
  }

  private String table() {
    int id = rules.stream().mapToInt(rule -> rule.id().length()).max().orElse(1);
    int name = rules.stream().mapToInt(rule -> rule.about().name().length()).max().orElse(1);
    String format = "%-" + id + "s  %-" + name + "s  %s  %s%n";
    return rules.stream()
        .map(
            rule ->
                format.formatted(rule.id(), rule.about().name(), windows(rule), thresholds(rule)))
        .collect(Collectors.joining());
  }

  private static String windows(Rule rule) {
    return rule.windows().entrySet().stream()
        .map(RulesCommand::window)
        .collect(Collectors.joining(", "));
  }

  private static String window(Map.Entry<Reading, WindowSpec> entry) {
    WindowSpec spec = entry.getValue();
    String time = spec.clock() == WindowSpec.Clock.INGESTED ? "event.ingested" : "@timestamp";
    String slide = spec.isTumbling() ? "" : " every " + minutes(spec.slide().toMinutes());
    return "%s: %s of %s%s"
        .formatted(entry.getKey().id(), minutes(spec.size().toMinutes()), time, slide);
  }

  private static String minutes(long minutes) {
    return minutes + "m";
  }

  private static String thresholds(Rule rule) {
    return rule.thresholds().entrySet().stream()
        .map(threshold -> threshold.getKey() + "=" + threshold.getValue())
        .collect(Collectors.joining(" "));
  }
}
