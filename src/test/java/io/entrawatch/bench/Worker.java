// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;

/**
 * The process of a contender of {@link ThroughputBenchmark}: for every line of standard input,
 * which names a topic, it reads that topic to its end once and answers with one line.
 */
public final class Worker {
  /** Starts the line that answers; what follows are seconds and CPU seconds. */
  static final String ANSWER = "PASS ";

  /** What can read a topic from its beginning to where it ends now. */
  public interface Contender {
    void read(String bootstrap, String topic) throws Exception;
  }

  private static MiniCluster cluster;

  private Worker() {}

  /**
   * A cluster within this process, set up as {@code bin/entrawatch run} has it, of one subtask. All
   * passes are jobs of the same one, as in a session cluster: one a pass would have its RPC system
   * loaded and compiled anew within what is measured.
   */
  public static StreamExecutionEnvironment flink() throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration("flink-conf/local");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Path.of("target/bench/checkpoints").toAbsolutePath().toUri().toString());
    if (cluster == null) {
      cluster = start(configuration);
    }
    return new TestStreamEnvironment(cluster, configuration, 1, List.of(), List.of());
  }

  /** A cluster within this process that has one slot. */
  static MiniCluster start(Configuration configuration) throws Exception {
    MiniCluster started =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
    started.start();
    return started;
  }

  /** Answers until standard input ends. */
  public static void serve(String bootstrap, Contender contender) throws Exception {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    serve(bootstrap, contender, system::getProcessCpuTime);
  }

  /**
   * The same for a contender that does its work elsewhere.
   *
   * @param cpuNanos the CPU time of what is measured so far
   */
  static void serve(String bootstrap, Contender contender, LongSupplier cpuNanos) throws Exception {
    // A pass whose benchmark was killed would never end, and take from whatever is measured next.
    ProcessHandle.current()
        .parent()
        .ifPresent(benchmark -> benchmark.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String topic = in.readLine(); topic != null; topic = in.readLine()) {
        System.gc();
        long cpu = cpuNanos.getAsLong();
        long began = System.nanoTime();
        contender.read(bootstrap, topic);
        System.out.println(
            ANSWER + (System.nanoTime() - began) / 1e9 + " " + (cpuNanos.getAsLong() - cpu) / 1e9);
      }
    }
    System.exit(0); // whatever threads a contender left behind
  }
}
