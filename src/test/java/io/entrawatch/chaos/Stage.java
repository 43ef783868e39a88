// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * What a disturbance acts on.
 *
 * @param random its only source of chance
 * @param fed done when the last of the constant traffic is on the topic
 */
record Stage(Site site, Feeder feeder, Random random, CompletableFuture<Void> fed, Report report) {
  /** Lets time pass: what is tried here is what happens at some moment, not at some event. */
  void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  /** Some time between the two. */
  void passBetween(int fromSeconds, int toSeconds) {
    pass(Duration.ofMillis(random.nextInt(fromSeconds * 1000, toSeconds * 1000)));
  }

  /** Waits until the job has taken that many more checkpoints. */
  void awaitCheckpoints(int more) {
    int before = completedCheckpoints();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> completedCheckpoints() >= before + more);
  }

  /** How many were taken and failed, and how long the last one took. */
  String checkpoints() {
    var all = site.flink.get("/jobs/" + site.job() + "/checkpoints");
    return "%s taken, %s failed, longest %s ms"
        .formatted(
            all.at("/counts/completed"),
            all.at("/counts/failed"),
            all.at("/summary/end_to_end_duration/max"));
  }

  int completedCheckpoints() {
    return site.flink.get("/jobs/" + site.job() + "/checkpoints").at("/counts/completed").asInt();
  }
}
