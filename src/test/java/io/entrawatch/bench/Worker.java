// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

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

  private Worker() {}

  /** A cluster within this process, set up as {@code bin/entrawatch run} has it, of one subtask. */
  public static StreamExecutionEnvironment flink() {
    Configuration configuration = GlobalConfiguration.loadConfiguration("flink-conf/local");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Path.of("target/bench/checkpoints").toAbsolutePath().toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(configuration);
    env.setParallelism(1);
    return env;
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
