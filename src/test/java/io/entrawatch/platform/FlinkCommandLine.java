// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flink's own command-line programs, as its shell scripts call them.
 *
 * @param conf the folder with config.yaml
 * @param logs where the programs' logs go
 */
record FlinkCommandLine(Path conf, Path logs) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SIZES = "org.apache.flink.runtime.util.bash.BashJavaUtils";
  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";
  private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");
  private static final Pattern SIZE = Pattern.compile("(?m)^BASH_JAVA_UTILS_EXEC_RESULT:(.*)$");

  /** The options of a TaskManager's JVM and of its main class; sizes set by hand fail. */
  record TaskManagerSizes(List<String> jvm, List<String> dynamic) {}

  String run(List<String> options, Path jar, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("run", "-d"));
    command.addAll(options);
    command.add(jar.toString());
    command.addAll(arguments);
    return only(JOB, client(command));
  }

  String stop(String job, Path savepoints) {
    return only(
        SAVEPOINT,
        client(
            List.of("stop", "--type", "canonical", "--savepointPath", savepoints.toString(), job)));
  }

  void cancel(String job) {
    client(List.of("cancel", job));
  }

  TaskManagerSizes taskManagerSizes() {
    List<String> command = java();
    command.addAll(List.of(SIZES, "GET_TM_RESOURCE_PARAMS", "--configDir", conf.toString()));
    String output = execute("sizes of a TaskManager", new ProcessBuilder(command));
    List<List<String>> lines =
        SIZE.matcher(output)
            .results()
            .map(line -> List.of(line.group(1).trim().split("\\s+")))
            .toList();
    if (lines.size() != 2) {
      throw new IllegalStateException("two lines of sizes expected:\n" + output);
    }
    return new TaskManagerSizes(lines.get(0), lines.get(1));
  }

  /** The beginning of a command line on Flink's class path; the main class comes next. */
  static List<String> java(String... options) {
    List<String> command = new ArrayList<>(JavaCommand.with(options));
    command.addAll(List.of("-Dlog4j2.level=info", "-cp", Artifacts.classPath("flink")));
    return command;
  }

  private String client(List<String> arguments) {
    // The client sets up DataStream V2 too, which looks into the JDK; Flink's own config.yaml opens
    // it.
    List<String> command = java("-Xmx256m", "--add-opens=java.base/java.util=ALL-UNNAMED");
    command.add(CLIENT);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FLINK_CONF_DIR", conf.toString());
    return execute("flink " + arguments.get(0), builder);
  }

  private String execute(String name, ProcessBuilder command) {
    Path log = logs.resolve(name.replace(' ', '-') + ".log");
    return ChildProcess.run(name, log, command.directory(logs.toFile()), PATIENCE);
  }

  private static String only(Pattern wanted, String output) {
    Matcher matcher = wanted.matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + wanted + " in what Flink said:\n" + output);
    }
    return matcher.group(1);
  }
}
