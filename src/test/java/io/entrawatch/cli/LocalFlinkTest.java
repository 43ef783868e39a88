// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.config.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFlinkTest {
  @TempDir Path folder;

  @Test
  void aJobRunsOnTheShippedSettings() throws Exception {
    Configuration configuration = LocalFlink.configuration(Path.of("flink-conf/local"));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    assertThat(environment.getParallelism()).isEqualTo(2);
    environment
        .fromSequence(1, 1_000)
        .uid("numbers")
        .keyBy(number -> number % 7)
        .reduce(Long::sum)
        .uid("sum")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    JobExecutionResult result = environment.execute("local");
    assertThat(result.getNetRuntime()).isPositive();
  }

  @Test
  void anOperatorWithoutAUidIsRefused() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            LocalFlink.configuration(Path.of("flink-conf/local")));
    environment.fromSequence(1, 2).sinkTo(new DiscardingSink<>());
    assertThatThrownBy(() -> environment.execute("local"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no UID");
  }

  @Test
  void checkpointsGoToAFolderOfThisUsersOwnUnlessTold() throws Exception {
    Files.writeString(folder.resolve("config.yaml"), "execution.checkpointing.interval: 1 s\n");
    assertThat(LocalFlink.configuration(folder).get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
        .startsWith("file:///")
        .contains("entrawatch-" + System.getProperty("user.name"));
    Files.writeString(folder.resolve("config.yaml"), "execution.checkpointing.dir: file:///x\n");
    assertThat(LocalFlink.configuration(folder).get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
        .isEqualTo("file:///x");
  }

  @Test
  void aFolderWithoutSettingsIsRefused() {
    assertThatThrownBy(() -> LocalFlink.configuration(folder))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no config.yaml");
  }
}
