// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflows of the public CI, by inspection: nothing here runs them. */
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

  private static JsonNode document(String workflow) {
    return Kustomization.read(Path.of(".github/workflows", workflow)).get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ci.yml", "release.yml"})
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
  void aMisspeltFieldIsRefused() {
    ObjectNode misspelt = document("ci.yml").deepCopy();
    ((ObjectNode) misspelt.at("/jobs/verify/steps/0")).put("use", "actions/checkout@v5");
    assertThatThrownBy(() -> Strict.bind(misspelt, Workflow.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use");
  }
}
