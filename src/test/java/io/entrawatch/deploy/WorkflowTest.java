// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflows and update settings of the public CI, by inspection: nothing here runs them. */
class WorkflowTest {
  private static final Pattern SCRIPT = Pattern.compile("(?:\\.ci|src/it)/\\S+");

  /** What a workflow may hold, as far as it is used. */
  record Workflow(
      String name,
      Triggers on,
      Map<String, Access> permissions,
      Concurrency concurrency,
      Map<String, Job> jobs) {
    enum Access {
      read,
      write
    }

    record Triggers(Push push, @JsonProperty("pull_request") JsonNode pullRequest) {}

    record Push(List<String> branches, List<String> tags) {}

    record Concurrency(
        String group, @JsonProperty("cancel-in-progress") boolean cancelInProgress) {}

    record Job(
        @JsonProperty("runs-on") String runsOn,
        @JsonProperty("timeout-minutes") int timeoutMinutes,
        Map<String, Access> permissions,
        List<Step> steps) {}

    record Step(
        String name,
        String uses,
        Map<String, Object> with,
        String run,
        @JsonProperty("if") String condition,
        Map<String, String> env) {}
  }

  /** What the settings of the updates may hold, as far as it is used. */
  record Dependabot(int version, List<Update> updates) {
    record Update(
        @JsonProperty("package-ecosystem") String ecosystem,
        String directory,
        List<String> directories,
        Schedule schedule,
        Map<String, Group> groups,
        List<Ignored> ignore) {}

    record Schedule(String interval) {}

    record Group(List<String> patterns) {}

    record Ignored(
        @JsonProperty("dependency-name") String name,
        @JsonProperty("update-types") List<String> types) {}
  }

  private static JsonNode document(String file) {
    return Kustomization.read(Path.of(".github", file)).get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"workflows/ci.yml", "workflows/release.yml"})
  void everyStepEitherUsesAPinnedActionOrRunsWhatThereIs(String name) {
    Workflow workflow = Strict.bind(document(name), Workflow.class);
    assertThat(workflow.permissions()).containsOnly(Map.entry("contents", Workflow.Access.read));
    assertThat(workflow.on().push()).isNotNull();
    for (Workflow.Job job : workflow.jobs().values()) {
      assertThat(job.runsOn()).matches("ubuntu-[0-9.]+");
      assertThat(job.timeoutMinutes()).isPositive();
      for (Workflow.Step step : job.steps()) {
        assertThat(step.uses() == null).as("%s", step).isNotEqualTo(step.run() == null);
        if (step.uses() != null) {
          assertThat(step.uses()).matches("actions/[a-z-]+@v[0-9]+");
        } else {
          Matcher script = SCRIPT.matcher(step.run());
          while (script.find()) {
            assertThat(Files.isExecutable(Path.of(script.group()))).as(script.group()).isTrue();
          }
        }
      }
    }
  }

  @Test
  void updatesAreLookedForWhereverThereAreDependencies() throws IOException {
    Dependabot dependabot = Strict.bind(document("dependabot.yml"), Dependabot.class);
    List<PathMatcher> looked =
        dependabot.updates().stream()
            .filter(update -> update.ecosystem().equals("maven"))
            .flatMap(update -> update.directories().stream())
            .map(folder -> FileSystems.getDefault().getPathMatcher("glob:" + folder))
            .toList();
    try (Stream<Path> files = Files.walk(Path.of("src/it"))) {
      assertThat(files.filter(file -> file.endsWith("pom.xml")).map(Path::getParent))
          .hasSizeGreaterThan(3)
          .allMatch(here -> looked.stream().anyMatch(f -> f.matches(Path.of("/").resolve(here))));
    }
  }

  @Test
  void aMisspeltFieldIsRefused() {
    ObjectNode misspelt = document("workflows/ci.yml").deepCopy();
    ((ObjectNode) misspelt.at("/jobs/verify/steps/0")).put("use", "actions/checkout@v5");
    assertThatThrownBy(() -> Strict.bind(misspelt, Workflow.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use");
  }
}
