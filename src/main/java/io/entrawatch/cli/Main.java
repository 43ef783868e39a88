// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import io.entrawatch.cli.command.Actions;
import io.entrawatch.cli.command.BackfillCommand;
import io.entrawatch.cli.command.DemoCommand;
import io.entrawatch.cli.command.DetectCommand;
import io.entrawatch.cli.command.DiffCommand;
import io.entrawatch.cli.command.DoctorCommand;
import io.entrawatch.cli.command.ExceptionsCommand;
import io.entrawatch.cli.command.GenerateCommand;
import io.entrawatch.cli.command.RedeliverCommand;
import io.entrawatch.cli.command.RulesCommand;
import io.entrawatch.cli.command.RunCommand;
import io.entrawatch.cli.command.SendCommand;
import io.entrawatch.cli.command.TestCommand;
import io.entrawatch.cli.command.Version;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.RuleCatalogueEntry;
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
            new LocalActions(),
            RuleCatalogueEntry.all(),
            System.getenv(),
            System.out,
            System.err,
            args));
  }

  /**
   * Runs the command that the arguments name.
   *
   * @return the process's exit code
   */
  public static int open(
      Actions actions,
      List<RuleCatalogueEntry> rules,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err,
      String... args) {
    SettingsParser settings = new SettingsParser(rules, environment);
    CliErrors failures = new CliErrors(err);
    CommandLine door =
        new CommandLine(new Main())
            .addSubcommand(new DemoCommand(actions))
            .addSubcommand(new DetectCommand(actions, settings))
            .addSubcommand(new DoctorCommand(actions, settings, out))
            .addSubcommand(new RunCommand(actions, settings))
            .addSubcommand(new SendCommand(actions, settings))
            .addSubcommand(new RedeliverCommand(actions, settings))
            .addSubcommand(new BackfillCommand(actions, settings))
            .addSubcommand(new DiffCommand(settings, out))
            .addSubcommand(new TestCommand(actions, settings, out))
            .addSubcommand(new GenerateCommand(actions, out))
            .addSubcommand(new RulesCommand(BuiltInRules.all(), out))
            .addSubcommand(new ExceptionsCommand(BuiltInRules.all(), out, Clock.systemUTC()))
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
