// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * bin/entrawatch in a project of its own, with a java and a mvn that only tell how they were
 * called.
 */
class FrontDoorScriptTest {
  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private Path root;
  private Path jdk;
  private Path jar;

  @BeforeEach
  void layOutAProject() throws IOException {
    folder = folder.toRealPath();
    root = Files.createDirectories(folder.resolve("the project"));
    jdk = folder.resolve("a jdk");
    Path script = root.resolve("bin/entrawatch");
    Files.createDirectories(script.getParent());
    Files.copy(Path.of("bin/entrawatch"), script);
    Files.createDirectories(root.resolve("src/main"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    jar = root.resolve("target/entrawatch.jar");
    install("17.0.15");
    executable(jdk.resolve("bin/javac"), "true");
    executable(
        folder.resolve("tools/mvn"),
        """
        echo "mvn $* in $PWD" >>"$MVN_CALLS"
        mkdir -p target/lib
        touch target/entrawatch.jar
        [[ -z ${MVN_FAILS:-} ]] || { echo "[ERROR] no such luck"; exit 1; }
        """);
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("MVN_CALLS", folder.resolve("mvn-calls").toString());
    environment.put("PATH", folder.resolve("tools") + ":" + System.getenv("PATH"));
  }

  private void install(String version) throws IOException {
    executable(
        jdk.resolve("bin/java"),
        """
        if [[ $1 == -version ]]; then echo 'Picked up something' >&2; echo 'openjdk version "%s"' >&2; exit; fi
        echo "in $PWD"
        for argument in "$@"; do printf '<%%s>\\n' "$argument"; done
        exit 7
        """
            .formatted(version));
  }

  private static void executable(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/usr/bin/env bash\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void build() throws IOException {
    Files.createDirectories(root.resolve("target/lib"));
    Files.writeString(jar, "");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
  }

  private record Outcome(int exit, String out, String err) {}

  private Outcome call(Path script, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    Path caller = Files.createDirectories(folder.resolve("a caller"));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(caller.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("ENTRAWATCH_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Outcome call(String... args) throws Exception {
    return call(root.resolve("bin/entrawatch"), args);
  }

  private List<String> builds() throws IOException {
    Path calls = folder.resolve("mvn-calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  @Test
  void javaTakesThisProcesssPlaceInTheCallersFolderWithTheArgumentsUntouched() throws Exception {
    build();
    Outcome outcome = call("detect", "--input", "a file", "--set", "k=$v *", "");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isEqualTo(7);
    assertThat(outcome.out())
        .startsWith("in " + folder.resolve("a caller") + "\n")
        .containsPattern(
            Pattern.quote("<" + root + "/target/front-door/copy.")
                + "(.{6})/entrawatch\\.jar:.*\\1/lib/\\*>")
        .contains("<-Dlog4j2.configurationFile=" + root + "/flink-conf/log4j2-local.properties>")
        .contains("<-Dentrawatch.flink-conf=" + root + "/flink-conf/local>")
        .endsWith(
            "<io.entrawatch.cli.Main>\n<detect>\n<--input>\n<a file>\n<--set>\n<k=$v *>\n<>\n");
  }

  @Test
  void theProjectIsFoundThroughLinks() throws Exception {
    build();
    Path first = Files.createDirectories(folder.resolve("links")).resolve("first");
    Files.createSymbolicLink(first, Path.of("../the project/bin/entrawatch"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), first);
    assertThat(call(second).out()).contains("<" + root + "/target/front-door/copy.");
  }

  @Test
  void whatIsNotBuiltIsBuiltOnceInSilence() throws Exception {
    assertThat(call("demo").err()).as("no terminal, no progress").isEmpty();
    assertThat(call("demo").exit()).isEqualTo(7);
    assertThat(builds())
        .containsExactly("mvn -B -q -Dquick -DskipTests -Dstyle.color=never package in " + root);
  }

  @Test
  void whatRunsKeepsItsJarsWhenTheNextBuildComes() throws Exception {
    build();
    executable(
        jdk.resolve("bin/java"),
        """
        if [[ $1 == -version ]]; then echo 'openjdk version "17.0.15"' >&2; exit; fi
        for argument in "$@"; do [[ $argument != *.jar:* ]] || echo "${argument%%:*}"; done
        [[ ${!#} != wait ]] || read -r
        """);
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("bin/entrawatch").toString(), "wait")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process running = builder.start();
    try (BufferedReader said = running.inputReader()) {
      Path its = Path.of(said.readLine());
      assertThat(its).exists();
      Files.writeString(jar, "another");
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(90)));
      Path next = Path.of(call("go").out().strip());
      assertThat(next).hasContent("another").isNotEqualTo(its);
      assertThat(its).hasContent("");

      running.outputWriter().append('\n').close();
      assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(100)));
      call("go");
      assertThat(its).as("nobody runs from it any more").doesNotExist();
    } finally {
      running.destroyForcibly();
    }
  }

  @Test
  void aNewerSourceIsBuiltAnew() throws Exception {
    build();
    Path source = Files.writeString(root.resolve("src/main/A.java"), "");
    call("demo");
    assertThat(builds()).isEmpty();
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(120)));
    call("demo");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aBuildThatFailsSaysWhyAndWhereTheRestIs() throws Exception {
    environment.put("MVN_FAILS", "yes");
    Outcome outcome = call("demo");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("[ERROR] no such luck\nentrawatch: the build failed")
        .contains(root + "/target/front-door-build.log");
    assertThat(jar).as("half a build").doesNotExist();
  }

  @Test
  void aCopyWithoutSourcesIsNeverBuilt() throws Exception {
    build();
    Files.delete(root.resolve("pom.xml"));
    assertThat(call("demo").exit()).isEqualTo(7);
    Files.delete(jar);
    Outcome outcome = call("demo");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("there is no " + jar);
    assertThat(builds()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_402, 8", "11.0.2, 11", "16, 16"})
  void anOlderJavaIsRefused(String version, String feature) throws Exception {
    build();
    install(version);
    Outcome outcome = call("demo");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo(
            "entrawatch: %s/bin/java is Java %s; set JAVA_HOME to a JDK 17 or newer\n"
                .formatted(jdk, feature));
  }

  @Test
  void noJavaIsRefused() throws Exception {
    build();
    environment.put("JAVA_HOME", folder.resolve("none").toString());
    assertThat(call("demo").err())
        .isEqualTo(
            "entrawatch: JAVA_HOME is %s/none, but there is no bin/java in it; set it to a JDK 17 or newer\n"
                .formatted(folder));
    environment.put("JAVA_HOME", "");
    environment.put("PATH", toolsWithoutJava().toString());
    assertThat(call("demo").err())
        .isEqualTo(
            "entrawatch: no java found; install a JDK 17 or newer, or set JAVA_HOME to one\n");
  }

  @Test
  void withoutJavaHomeTheJavaOnThePathIsTaken() throws Exception {
    build();
    Path tools = toolsWithoutJava();
    Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));
    environment.put("JAVA_HOME", "");
    environment.put("PATH", tools.toString());
    assertThat(call("demo").exit()).isEqualTo(7);
  }

  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("few tools"));
    for (String tool :
        List.of(
            "bash", "env", "dirname", "readlink", "find", "mkdir", "mktemp", "cp", "ln", "rm")) {
      Path found = Path.of("/usr/bin", tool);
      Files.createSymbolicLink(
          tools.resolve(tool), Files.exists(found) ? found : Path.of("/bin", tool));
    }
    return tools;
  }

  @ParameterizedTest
  @CsvSource({"17.0.15, false", "21.0.1, false", "23, false", "24, true", "25.0.1, true"})
  void aJavaThatWarnsOfLibrariesIsToldNotTo(String version, boolean flags) throws Exception {
    build();
    install(version);
    assertThat(call("demo").out().contains("<--sun-misc-unsafe-memory-access=allow>"))
        .isEqualTo(flags);
    assertThat(call("demo").out().contains("<--enable-native-access=ALL-UNNAMED>"))
        .isEqualTo(flags);
  }

  @Test
  void theEnvironmentSetsTheLogAndTheJvm() throws Exception {
    build();
    environment.put("ENTRAWATCH_JAVA_OPTS", "-Xmx2g -Dx=y");
    environment.put("ENTRAWATCH_LOG", "a log");
    environment.put("ENTRAWATCH_FLINK_CONF", "/etc/flink");
    assertThat(call("demo").out())
        .contains("<-Xmx2g>\n<-Dx=y>\n<-cp>")
        .contains("<-Dentrawatch.flink-conf=/etc/flink>");
    environment.put("ENTRAWATCH_LOG", "none/such");
    Outcome outcome = call("demo");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("ENTRAWATCH_LOG is none/such");
  }
}
