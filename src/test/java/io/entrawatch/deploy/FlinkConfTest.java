// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.config.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkConfTest {
  private static FlinkOptions options;

  @BeforeAll
  static void readFlinksOwnOptions() throws Exception {
    options = new FlinkOptions();
    assertThat(options.known()).containsKeys("state.backend.type", "rest.port");
    assertThat(options.known()).as("deprecated keys").doesNotContainKey("state.backend");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flink-conf/config.yaml",
        "flink-conf/small/config.yaml",
        "flink-conf/local/config.yaml"
      })
  void everyKeyIsOneThatFlinkKnowsWithAValueOfItsType(String file) {
    assertThat(SettingsFile.read(Path.of(file))).isNotEmpty();
    options.check(
        GlobalConfiguration.loadConfiguration(Path.of(file).getParent().toString()).toMap());
  }

  @Test
  void aKeyThatFlinkDoesNotKnowIsAnError() {
    assertThatThrownBy(() -> options.check(Map.of("execution.checkpointing.intervall", "30 s")))
        .hasMessageContaining("intervall");
    assertThatThrownBy(() -> options.check(Map.of("execution.checkpointing.interval", "soon")))
        .hasMessageContaining("interval");
  }

  @Test
  void aSmallMachineHasWhatIsTrueEverywhereAndAPortOfMetricsForEachOfItsProcesses() {
    Map<String, String> there = new TreeMap<>(SettingsFile.read(Path.of("flink-conf/config.yaml")));
    there.put("metrics.reporter.prom.port", "9249-9260");
    assertThat(SettingsFile.read(Path.of("flink-conf/small/config.yaml")))
        .containsAllEntriesOf(there);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flink-conf/config.yaml",
        "flink-conf/small/config.yaml",
        "flink-conf/local/config.yaml"
      })
  void everyKeyHasItsReasonAboveIt(String file) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file));
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
        assertThat(lines.get(i - 1)).as("above " + lines.get(i)).startsWith("# ");
      }
    }
  }

  @Test
  void whatDecidesWhetherStateCanMoveIsTheSameHereAndThere() {
    Map<String, String> production = SettingsFile.read(Path.of("flink-conf/config.yaml"));
    Map<String, String> local = SettingsFile.read(Path.of("flink-conf/local/config.yaml"));
    assertThat(production).containsKey("pipeline.max-parallelism");
    production.forEach(
        (key, value) -> {
          if (key.startsWith("pipeline.")) {
            assertThat(local).containsEntry(key, value);
          }
        });
  }

  @Test
  void theEmbeddedClusterListensOnThisMachineOnly() {
    Configuration local = GlobalConfiguration.loadConfiguration("flink-conf/local");
    assertThat(local.get(RestOptions.BIND_ADDRESS)).isEqualTo("localhost");
    assertThat(local.get(JobManagerOptions.BIND_HOST)).isEqualTo("localhost");
    assertThat(local.get(TaskManagerOptions.BIND_HOST)).isEqualTo("localhost");
  }
}
