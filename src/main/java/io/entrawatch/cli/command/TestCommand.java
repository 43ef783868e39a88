// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.ruletest.RuleCaseFile;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.sink.SafeText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code entrawatch test}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Runs tests of the rules: sign-ins, and what must come of them.",
    description =
        "Every *.yaml in the folder and below it is a case, with settings and exceptions of its own;"
            + " docs/rule-tests.md says how to write one. The exit code is 1 where a case fails.%n",
    footerHeading = "%nExample:%n",
    footer = "  entrawatch test docs/examples/rule-tests")
public final class TestCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  private final Actions actions;
  private final SettingsParser parser;
  private final PrintStream out;

  @Parameters(paramLabel = "DIR", description = "The folder with the cases.")
  private Path folder;

  public TestCommand(Actions actions, SettingsParser parser, PrintStream out) {
    this.actions = actions;
    this.parser = parser;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    List<Path> cases = RuleCaseFile.in(folder);
    List<Path> failed = new ArrayList<>();
    Set<String> hit = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    actions.test(
        cases,
        parser,
        (file, result) -> {
          say(file, result.problems());
          if (!result.problems().isEmpty()) {
            failed.add(file);
          }
          hit.addAll(result.hit());
          silent.addAll(result.silent());
        });
    int passed = cases.size() - failed.size();
    out.println(cases.size() + " cases: " + passed + " passed, " + failed.size() + " failed");
    note(hit, silent, "has no case without an alert, though with sign-ins it takes: add one");
    note(silent, hit, "has no case with an alert: add one");
    out.flush();
    return failed.isEmpty() ? 0 : FAILED;
  }

  /** A rule that is only ever seen to do one thing is not tested: it may do that always. */
  private void note(Set<String> rules, Set<String> others, String what) {
    rules.stream()
        .filter(rule -> !others.contains(rule))
        .forEach(rule -> out.println("note: " + rule + " " + what));
  }

  private void say(Path file, List<String> problems) {
    out.println((problems.isEmpty() ? "pass  " : "FAIL  ") + visible(folder.relativize(file)));
    problems.forEach(problem -> out.println("        " + visible(problem)));
    out.flush();
  }

  private static String visible(Object text) {
    return SafeText.visible(text.toString());
  }
}
