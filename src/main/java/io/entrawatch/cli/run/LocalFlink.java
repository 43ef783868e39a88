// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.config.SettingsException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;

/** Flink's settings for the cluster within this process. */
public final class LocalFlink {
  /** The system property by which bin/entrawatch names the folder. */
  private static final String FOLDER = "entrawatch.flink-conf";

  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> OTHERS_WRITE =
      PosixFilePermissions.fromString("----w--w-");

  private LocalFlink() {}

  public static Configuration configuration() {
    return configuration(folder(), Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** For a run that ends: it is begun again by hand, and neither checkpoints nor restarts. */
  static Configuration bounded() {
    Configuration local = read(folder());
    local.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    local.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    // It would ask for a folder.
    local.removeConfig(CheckpointingOptions.CHECKPOINT_STORAGE);
    return local;
  }

  private static Path folder() {
    return Path.of(System.getProperty(FOLDER, "flink-conf/local"));
  }

  /**
   * What config.yaml in the folder says, with a folder for checkpoints that is this user's own.
   *
   * @param temporary where that one is made
   * @throws SettingsException if there is no config.yaml, or the folder is not this user's own
   */
  public static Configuration configuration(Path folder, Path temporary) {
    Configuration configuration = read(folder);
    if (!configuration.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
      Path own = temporary.resolve("entrawatch-" + System.getProperty("user.name"));
      makeOwn(own);
      configuration.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          own.resolve("checkpoints").toUri().toString());
    }
    return configuration;
  }

  private static Configuration read(Path folder) {
    if (!Files.isRegularFile(folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME))) {
      throw new SettingsException(
          "ENTRAWATCH_FLINK_CONF " + folder + ": there is no config.yaml in it");
    }
    return GlobalConfiguration.loadConfiguration(folder.toString());
  }

  /**
   * Checkpoints hold sign-ins, and the folder's name can be guessed: where everybody may write,
   * somebody else may have been there first.
   */
  private static void makeOwn(Path folder) {
    try {
      if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(folder); // Windows gives each user a temporary folder of his own
        return;
      }
      try {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNERS));
      } catch (FileAlreadyExistsException e) {
        requireOwn(folder);
      }
    } catch (IOException e) {
      throw unusable(folder, "it cannot be used (" + e.getClass().getSimpleName() + "); ");
    }
  }

  private static void requireOwn(Path folder) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      throw unusable(folder, "it is no folder; ");
    }
    if (!found.owner().equals(ownerOfWhatIsMade(folder.getParent()))) {
      throw unusable(folder, "it is somebody else's; ");
    }
    if (!Collections.disjoint(found.permissions(), OTHERS_WRITE)) {
      throw unusable(folder, "others may write into it; remove it, or ");
    }
    Files.setPosixFilePermissions(folder, OWNERS);
  }

  /** This user, whatever his name is: in a container he may have none. */
  private static UserPrincipal ownerOfWhatIsMade(Path folder) throws IOException {
    Path made = Files.createTempFile(folder, "entrawatch", null);
    try {
      return Files.getOwner(made);
    } finally {
      Files.delete(made);
    }
  }

  private static SettingsException unusable(Path folder, String why) {
    return new SettingsException(
        folder
            + ", for checkpoints: "
            + why
            + "name another folder by execution.checkpointing.dir in ENTRAWATCH_FLINK_CONF's"
            + " config.yaml");
  }
}
