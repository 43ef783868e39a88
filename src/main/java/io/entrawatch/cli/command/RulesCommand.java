// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.rule.EsqlText;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code entrawatch rules}. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Lists the rules, or prints one as ES|QL.",
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
