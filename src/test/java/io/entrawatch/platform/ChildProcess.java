// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A process with its log, and whatever processes it starts in turn. None of them outlives this JVM.
 */
final class ChildProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TAIL_LINES = 40;

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread reaper = new Thread(this::killTree);

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /** Starts a process; both its outputs go to the log, which begins anew. */
  static ChildProcess start(String name, Path log, ProcessBuilder command) {
    try {
      Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      return new ChildProcess(name, log, process);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + ": " + command.command(), e);
    }
  }

  /** Runs a process to its end and gives what it said. */
  static String run(String name, Path log, ProcessBuilder command, Duration limit) {
    try (ChildProcess child = start(name, log, command)) {
      if (!child.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw child.failure("did not end within " + limit.toSeconds() + " s", null);
      }
      if (child.process.exitValue() != 0) {
        throw child.failure("ended with " + child.process.exitValue(), null);
      }
      return child.output();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Memory of the process and its children, in MB; 0 where the system does not tell. */
  long residentMegabytes() {
    return tree().mapToLong(ChildProcess::residentMegabytes).sum();
  }

  /** The CPU time of the process and of those it started that live, in nanoseconds. */
  long cpuNanos() {
    return tree()
        .mapToLong(p -> p.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
        .sum();
  }

  /**
   * Waits until the condition holds; one that throws does not hold yet.
   *
   * @throws IllegalStateException with the end of the log, once the process is gone or time is up
   */
  void await(String condition, Duration limit, Callable<Boolean> holds) {
    try {
      Awaitility.await()
          .atMost(limit)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptionsMatching(e -> !(e instanceof IllegalStateException))
          .until(
              () -> {
                if (!isAlive()) {
                  throw failure("ended with " + process.exitValue() + " before " + condition, null);
                }
                return holds.call();
              });
    } catch (ConditionTimeoutException e) {
      throw failure(condition + ": not within " + limit.toSeconds() + " s", e);
    }
  }

  /** Asks the process to end, and makes it end if it does not. */
  @Override
  public void close() {
    List<ProcessHandle> tree = tree().toList();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      tree.forEach(ProcessHandle::destroyForcibly);
      forget();
    }
  }

  /** Ends the process as a power cut would: {@code kill -9}. */
  void kill() {
    killTree();
    process.onExit().join();
    forget();
  }

  String output() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  private void killTree() {
    tree().toList().forEach(ProcessHandle::destroyForcibly);
  }

  private Stream<ProcessHandle> tree() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
  }

  private void forget() {
    // A hook cannot be taken away once the JVM is going down; then it has nothing left to do.
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException goingDown) {
      return;
    }
  }

  private IllegalStateException failure(String what, Throwable cause) {
    List<String> lines = output().lines().toList();
    String tail =
        String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    return new IllegalStateException(
        name + " " + what + "\n--- end of " + log + "\n" + tail, cause);
  }

  private static long residentMegabytes(ProcessHandle handle) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(handle.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
