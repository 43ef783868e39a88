// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import io.entrawatch.Wiring;
import io.entrawatch.config.RuleCatalogueEntry;
import io.entrawatch.config.SettingsParser;
import io.entrawatch.rule.Rules;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The front door: reads the command line and hands on. */
@Command(
    name = "entrawatch",
    description =
        "Finds OAuth phishing in Microsoft Entra ID sign-in logs, as the sign-ins arrive.%n",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:done",
      "2:bad usage, settings or input; one line on standard error says which",
      "1:anything else, a failed rule test, dead letters under detect --strict, a difference that"
          + " diff found or a rule that doctor says no to among it"
    },
    footerHeading = "%nTo begin with:%n",
    footer = {
      "  entrawatch demo",
      "  entrawatch detect --input signins.ndjson",
      "",
      "ENTRAWATCH_LOG=FILE logs to a file, ENTRAWATCH_JAVA_OPTS=... is for the JVM."
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    System.exit(
        open(
            new LocalActions(), Wiring.catalogue(), System.getenv(), System.out, System.err, args));
  }

  /**
   * Runs the command that the arguments name.
   *
   * @return the process's exit code
   */
  static int open(
      Actions actions,
      List<RuleCatalogueEntry> rules,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err,
      String... args) {
    SettingsParser settings = new SettingsParser(rules, environment);
    Failures failures = new Failures(err);
    CommandLine door =
        new CommandLine(new Main())
            .addSubcommand(new Demo(actions))
            .addSubcommand(new Detect(actions, settings))
            .addSubcommand(new Doctor(actions, settings, out))
            .addSubcommand(new Run(actions, settings))
            .addSubcommand(new Send(actions, settings))
            .addSubcommand(new Redeliver(actions, settings))
            .addSubcommand(new Backfill(actions, settings))
            .addSubcommand(new Diff(settings, out))
            .addSubcommand(new TestRules(actions, settings, out))
            .addSubcommand(new Generate(actions, out))
            .addSubcommand(new RulesCommand(Rules.all(), out))
            .addSubcommand(new ExceptionsCommand(Rules.all(), out, Clock.systemUTC()))
            .setExpandAtFiles(false)
            .setUnmatchedOptionsAllowedAsOptionParameters(false)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(100)
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    try {
      return door.execute(args);
    } catch (Error e) {
      return failures.unexpected(e);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a command: demo, detect, doctor, run, send, backfill, redeliver, diff, test, generate, rules or"
            + " exceptions");
  }
}
