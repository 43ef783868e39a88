// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.entrawatch.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFlinkTest {
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rwx------");

  @TempDir Path folder;

  @Test
  void aJobRunsOnTheShippedSettings() throws Exception {
    Configuration configuration = LocalFlink.configuration(Path.of("flink-conf/local"), folder);
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
            LocalFlink.configuration(Path.of("flink-conf/local"), folder));
    environment.fromSequence(1, 2).sinkTo(new DiscardingSink<>());
    assertThatThrownBy(() -> environment.execute("local"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no UID");
  }

  @Test
  void checkpointsGoToAFolderThatThisUserAloneMayEnterUnlessTold() throws Exception {
    String expected = own().resolve("checkpoints").toUri().toString();
    for (int run = 0; run < 2; run++) {
      assertThat(withInterval().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
          .isEqualTo(expected);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own())))
          .isEqualTo("rwx------");
    }
    Files.writeString(folder.resolve("config.yaml"), "execution.checkpointing.dir: file:///x\n");
    assertThat(
            LocalFlink.configuration(folder, folder)
                .get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
        .isEqualTo("file:///x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-x---", "rwx---r--", "rwx-----x"})
  void aFolderOfOnesOwnIsClosedToOthers(String permissions) throws Exception {
    Files.createDirectory(own());
    Files.setPosixFilePermissions(own(), PosixFilePermissions.fromString(permissions));
    withInterval();
    assertThat(Files.getPosixFilePermissions(own())).isEqualTo(OWNERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void checkpointsDoNotGoToAFolderThatOthersMayWriteInto(String permissions) throws Exception {
    Files.createDirectory(own());
    Files.setPosixFilePermissions(own(), PosixFilePermissions.fromString(permissions));
    refused().hasMessageContaining(": others may write into it; remove it, or");
  }

  @Test
  void checkpointsDoNotGoToAFolderOfSomebodyElse() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "root alone gives a folder away");
    Files.createDirectory(own(), PosixFilePermissions.asFileAttribute(OWNERS));
    Files.setOwner(
        own(),
        own().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    refused().hasMessageContaining(": it is somebody else's; ");
  }

  @Test
  void checkpointsDoNotGoThroughALink() throws Exception {
    Path elsewhere =
        Files.createDirectory(
            folder.resolve("elsewhere"), PosixFilePermissions.asFileAttribute(OWNERS));
    Files.createSymbolicLink(own(), elsewhere);
    refused().hasMessageContaining(": it is no folder; ");
  }

  @Test
  void aBoundedRunTakesNoCheckpointsAndNeedsNoFolder() {
    assertThat(LocalFlink.bounded().contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)).isFalse();
    assertThat(LocalFlink.bounded().contains(CheckpointingOptions.CHECKPOINT_STORAGE)).isFalse();
  }

  private Path own() {
    return folder.resolve("entrawatch-" + System.getProperty("user.name"));
  }

  private Configuration withInterval() throws IOException {
    Files.writeString(folder.resolve("config.yaml"), "execution.checkpointing.interval: 1 s\n");
    return LocalFlink.configuration(folder, folder);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused() {
    return assertThatThrownBy(this::withInterval)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(own().toString())
        .hasMessageContaining("execution.checkpointing.dir");
  }

  @Test
  void aFolderWithoutSettingsIsRefused() {
    assertThatThrownBy(() -> LocalFlink.configuration(folder, folder))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no config.yaml");
  }
}
