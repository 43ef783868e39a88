// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import io.entrawatch.config.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;

/** Flink's settings for the cluster within this process. */
final class LocalFlink {
  /** The system property by which bin/entrawatch names the folder. */
  private static final String FOLDER = "entrawatch.flink-conf";

  private LocalFlink() {}

  static Configuration configuration() {
    return configuration(Path.of(System.getProperty(FOLDER, "flink-conf/local")));
  }

  /** For a run that ends: it is begun again by hand, and neither checkpoints nor restarts. */
  static Configuration bounded() {
    Configuration local = configuration();
    local.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    local.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    return local;
  }

  /**
   * What config.yaml in the folder says, with a folder for checkpoints that is this user's own.
   *
   * @throws SettingsException if there is none
   */
  static Configuration configuration(Path folder) {
    if (!Files.isRegularFile(folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME))) {
      throw new SettingsException(
          "ENTRAWATCH_FLINK_CONF " + folder + ": there is no config.yaml in it");
    }
    Configuration configuration = GlobalConfiguration.loadConfiguration(folder.toString());
    if (!configuration.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
      Path checkpoints =
          Path.of(
              System.getProperty("java.io.tmpdir"),
              "entrawatch-" + System.getProperty("user.name"),
              "checkpoints");
      configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    }
    return configuration;
  }
}
