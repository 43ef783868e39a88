// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.config.SettingsException;
import io.entrawatch.kafka.KafkaSourceSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.client.JobInitializationException;
import org.apache.flink.util.ExceptionUtils;

/**
 * The checkpoints that runs with the same consumer group and topics leave on this machine: each run
 * goes on from the newest one, and removes what earlier runs have left besides.
 */
public final class RunCheckpoints implements AutoCloseable {
  private static final String METADATA = "_metadata";
  private static final String LOCK = "lock";
  private static final int NAME_LENGTH = 40;

  private final Path folder;
  private final FileChannel channel;

  private RunCheckpoints(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Those below the folder that Flink's settings name; empty where that is not on this machine's
   * disk.
   *
   * @throws SettingsException if another run uses them, or the folder cannot be used
   */
  public static Optional<RunCheckpoints> of(Configuration flink, KafkaSourceSettings source) {
    URI all = URI.create(flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
    if (all.getScheme() != null && !all.getScheme().equals("file")) {
      return Optional.empty();
    }
    Path folder = Path.of(all.getPath()).resolve(name(source));
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new SettingsException(
            "kafka.group-id: another run on this machine has the group "
                + source.groupId()
                + " and these topics; stop it, or give this one a group of its own");
      }
      return Optional.of(new RunCheckpoints(folder, channel));
    } catch (IOException e) {
      throw new SettingsException(
          folder
              + ", for checkpoints: it cannot be used ("
              + e.getClass().getSimpleName()
              + "); name another folder by execution.checkpointing.dir in ENTRAWATCH_FLINK_CONF's"
              + " config.yaml");
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Readable, and another one for other brokers or topics: offsets of theirs mean nothing here. */
  private static String name(KafkaSourceSettings source) {
    String whole =
        source.bootstrapServers() + " " + source.groupId() + " " + new TreeSet<>(source.topics());
    String readable = source.groupId().replaceAll("[^A-Za-z0-9._-]", "_");
    return readable.substring(0, Math.min(NAME_LENGTH, readable.length()))
        + "-"
        + UUID.nameUUIDFromBytes(whole.getBytes(UTF_8));
  }

  /**
   * Lets Flink go on from the newest checkpoint, and keep its own beside it.
   *
   * @return the checkpoint, if there is one
   */
  public Optional<Path> use(Configuration flink) throws IOException {
    Optional<Path> newest = newest();
    removeAllBut(newest);
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    newest.ifPresent(
        checkpoint -> {
          flink.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
          // Nothing of a later checkpoint may lie in the folder of this one, which is removed then.
          flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
          // A rule may have been switched off.
          flink.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        });
    return newest;
  }

  /**
   * What to say of a job that has failed: that the checkpoint which it was to go on from could not
   * be restored, if it was that.
   */
  public static Exception unusable(Configuration flink, JobExecutionException failure) {
    String checkpoint = flink.get(StateRecoveryOptions.SAVEPOINT_PATH);
    if (checkpoint == null
        || ExceptionUtils.findThrowable(failure, JobInitializationException.class).isEmpty()) {
      return failure;
    }
    return new SettingsException(
        checkpoint
            + ": the checkpoint cannot be restored; remove it: the next run goes on from an older one or reads again what was open");
  }

  /** Flink writes a checkpoint's metadata last. */
  private Optional<Path> newest() throws IOException {
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return files
          .filter(file -> file.getFileName().toString().equals(METADATA))
          .max(Comparator.comparing(RunCheckpoints::written))
          .map(Path::getParent);
    }
  }

  public static Instant written(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  private void removeAllBut(Optional<Path> checkpoint) throws IOException {
    List<Path> runs;
    try (Stream<Path> all = Files.list(folder)) {
      runs = all.filter(Files::isDirectory).toList();
    }
    for (Path run : runs) {
      if (checkpoint.isEmpty() || !checkpoint.get().startsWith(run)) {
        remove(run);
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
