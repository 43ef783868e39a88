package io.entrawatch.cli;

import io.entrawatch.config.SettingsException;
import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The Flink cluster within this process. */
final class LocalCluster {
  /** The folder with its {@code config.yaml}; {@code bin/entrawatch} sets it. */
  private static final String CONFIGURATION = "entrawatch.flink-conf";

  private LocalCluster() {}

  /**
   * An environment that runs in this process.
   *
   * @throws SettingsException if the configuration cannot be read
   */
  static StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.createLocalEnvironment(configuration());
  }

  private static Configuration configuration() {
    String folder = System.getProperty(CONFIGURATION);
    try {
      Configuration configuration =
          folder == null ? new Configuration() : GlobalConfiguration.loadConfiguration(folder);
      if (!configuration.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, temporaryFolder());
      }
      return configuration;
    } catch (IllegalConfigurationException e) {
      throw new SettingsException(
          folder + ": not Flink's settings; set ENTRAWATCH_FLINK_CONF to a folder with config.yaml");
    }
  }

  private static String temporaryFolder() {
    return Path.of(System.getProperty("java.io.tmpdir"), "entrawatch-checkpoints")
        .toUri()
        .toString();
  }
}
