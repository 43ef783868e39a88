// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The disk for checkpoints is full for a while; then the job is cancelled, and its newest
 * checkpoint turns out to be damaged. Mounts a small disk in memory, so it takes root.
 */
final class BadCheckpoints implements Disturbance {
  private static final int MEGABYTES = 64;

  private final Path disk;

  BadCheckpoints() throws Exception {
    disk = Files.createTempDirectory("entrawatch-disk");
    run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", disk.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " failed: this scenario needs root");
    }
  }

  @Override
  public Map<String, String> flinkSettings() {
    return Map.of("execution.checkpointing.dir", disk.toUri().toString());
  }

  @Override
  public void during(Stage stage) throws Exception {
    stage.passBetween(15, 25);
    stage.awaitCheckpoints(3);
    fullDisk(stage);
    stage.passBetween(10, 15);
    damagedCheckpoint(stage);
  }

  private void fullDisk(Stage stage) throws IOException {
    stage.report().say("the disk fills; checkpoints %s", stage.checkpoints());
    Path filling = disk.resolve("filling");
    try (OutputStream out = Files.newOutputStream(filling)) {
      for (int i = 0; i <= MEGABYTES * 16; i++) {
        out.write(new byte[64 * 1024]);
      }
    } catch (IOException full) {
      stage.report().say("it is full: %s", full.getMessage());
    }
    int alerts = told(stage);
    stage.pass(Duration.ofSeconds(30));
    stage
        .report()
        .say(
            "full for 30 s: checkpoints %s, %d restarts, %d revisions told meanwhile",
            stage.checkpoints(), stage.site().restarts(), told(stage) - alerts);
    Files.delete(filling);
    stage.awaitCheckpoints(2);
    stage.report().say("there is space again, checkpoints are taken again");
  }

  private static int told(Stage stage) {
    try (AlertsTopic alerts = stage.site().alerts()) {
      return alerts.all().size();
    }
  }

  private void damagedCheckpoint(Stage stage) throws IOException {
    String job = stage.site().job();
    stage.site().flink.cancel(job);
    List<Path> checkpoints = newestFirst(disk.resolve(job));
    Path metadata = checkpoints.get(0).resolve("_metadata");
    byte[] whole = Files.readAllBytes(metadata);
    Files.write(
        metadata, Arrays.copyOf(whole, whole.length / 2), StandardOpenOption.TRUNCATE_EXISTING);
    String failure = stage.site().failureToSubmit(checkpoints.get(0).toUri().toString());
    stage.report().say("from the damaged newest of %d: %s", checkpoints.size(), failure);
    stage.site().submit(2, checkpoints.get(1).toUri().toString());
    stage.report().say("from the one before, the job runs");
  }

  private static List<Path> newestFirst(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> Files.exists(path.resolve("_metadata")))
          .sorted(
              Comparator.comparing(
                      (Path path) ->
                          Integer.parseInt(
                              path.getFileName().toString().substring("chk-".length())))
                  .reversed())
          .toList();
    }
  }

  @Override
  public void end() {
    try {
      run("umount", "-l", disk.toString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the disk in memory stays at " + disk, e);
    }
  }
}
