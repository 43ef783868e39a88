// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import com.sun.management.OperatingSystemMXBean;
import io.entrawatch.decode.DecodeDocuments;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Event;
import io.entrawatch.rule.Accumulator;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.TrafficGenerator;
import io.entrawatch.traffic.format.Format;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.minicluster.MiniCluster;

/**
 * Up to a million groups of three sign-ins live at a time: how fast, how large, how long a
 * checkpoint, a savepoint and its restoring take. One subtask, cluster and job in this process.
 *
 * <p>Each pair is a fifth of the groups, a thousand of them live at a time, then all of them at
 * once; the first pair's first half is repeated to warm up. What is measured of state is of the
 * last job.
 *
 * <pre>src/it/bench/state.sh hashmap|rocksdb RULE GROUPS plain|matching [PAIRS]</pre>
 */
public final class StateBenchmark {
  private static final long FEW = 1_000;

  private final Configuration configuration =
      GlobalConfiguration.loadConfiguration("flink-conf/local");
  private final Path folder = Path.of("target/bench/state").toAbsolutePath();
  private final Rule rule;
  private final LiveGroups few;
  private final LiveGroups all;

  private StateBenchmark(String backend, Rule rule, long groups, boolean matching)
      throws IOException {
    this.rule = rule;
    var template = new TreeMap<>(template(rule).values());
    long some = Math.max(groups / 5, 1);
    this.few = new LiveGroups(template, some, Math.min(FEW, some), matching);
    this.all = new LiveGroups(template, groups, groups, matching);
    if (holds(rule, all.firstGroup()) != matching) {
      throw new IllegalStateException("the groups are not what they should be to " + rule.id());
    }
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    // RocksDB as production has it.
    GlobalConfiguration.loadConfiguration("flink-conf")
        .toMap()
        .forEach(
            (key, value) -> {
              if (key.startsWith("state.backend.rocksdb.")) {
                configuration.setString(key, value);
              }
            });
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(20));
    // A slot's part where two share a TaskManager of 4 GB, as in k8s/.
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(686));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    // Counts come with it: its interval is how exact our clock is.
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(50));
  }

  private static boolean holds(Rule rule, List<Event> group) {
    Accumulator tally = rule.tallyRule().empty();
    group.forEach(signIn -> rule.tallyRule().add(signIn, tally));
    return rule.tallyRule().holds(tally);
  }

  public static void main(String[] arguments) throws Exception {
    Rule rule =
        BuiltInRules.all().stream()
            .filter(r -> r.id().equals(arguments[1]))
            .findAny()
            .orElseThrow();
    long groups = Long.parseLong(arguments[2]);
    StateBenchmark benchmark =
        new StateBenchmark(arguments[0], rule, groups, arguments[3].equals("matching"));
    System.out.printf(
        "%s, %s, %,d groups of three sign-ins, %s, -Xmx %,d MB%n",
        arguments[0], rule.id(), groups, arguments[3], Runtime.getRuntime().maxMemory() >> 20);
    benchmark.run(arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1);
    System.exit(0);
  }

  private void run(int pairs) throws Exception {
    speed(few);
    double[] ratios = new double[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      double fewLive = speed(few);
      try (MiniCluster cluster = Worker.start(configuration)) {
        StateJob job = StateJob.start(cluster, configuration, rule, all);
        ratios[pair] = speed(job, all) / fewLive;
        if (pair + 1 < pairs) {
          job.cancel();
        } else {
          state(job);
        }
      }
    }
    Arrays.sort(ratios);
    System.out.printf(
        "speed              %.0f %% of that with few live, median of %d pairs%n",
        ratios[pairs / 2] * 100, pairs);
  }

  private double speed(LiveGroups traffic) throws Exception {
    try (MiniCluster cluster = Worker.start(configuration)) {
      StateJob job = StateJob.start(cluster, configuration, rule, traffic);
      double speed = speed(job, traffic);
      job.cancel();
      return speed;
    }
  }

  /** Sign-ins a second, without the first tenth. */
  private static double speed(StateJob job, LiveGroups traffic) throws Exception {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    System.gc();
    long started = System.nanoTime();
    job.awaitUsed(1);
    long first = System.nanoTime();
    long before = job.awaitUsed(traffic.signIns() / 10);
    long warm = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    long used = job.awaitUsed(traffic.signIns()) - before;
    double seconds = (System.nanoTime() - warm) / 1e9;
    double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(
        "%,9d live     %,.0f sign-ins/s, %.1f CPU s a million, first one after %.1f s%n",
        traffic.live(), used / seconds, cpuSeconds / used * 1e6, (first - started) / 1e9);
    return used / seconds;
  }

  private void state(StateJob job) throws Exception {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(
        "heap in use        %,d MB, %,d bytes a group%n", heap >> 20, heap / all.groups());
    CompletedCheckpointStats checkpoint = job.checkpoint();
    System.out.printf(
        "full checkpoint    %.1f s, %,d MB, %,d bytes a group%n",
        checkpoint.getEndToEndDuration() / 1e3,
        checkpoint.getStateSize() >> 20,
        checkpoint.getStateSize() / all.groups());
    long asked = System.nanoTime();
    String savepoint = job.stop(folder.toUri().toString());
    Path path = Path.of(URI.create(savepoint));
    long bytes = size(path);
    System.out.printf(
        "canonical savepoint %.1f s, %,d MB, %,d bytes a group%n",
        (System.nanoTime() - asked) / 1e9, bytes >> 20, bytes / all.groups());
    operators(path);
    restore(savepoint);
  }

  private void operators(Path savepoint) throws IOException {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(savepoint.resolve("_metadata")))) {
      for (OperatorState operator :
          Checkpoints.loadCheckpointMetadata(in, getClass().getClassLoader(), savepoint.toString())
              .getOperatorStates()) {
        long each = operator.getStateSize() / all.groups();
        if (each > 0) {
          System.out.printf(
              "  of which         %,d bytes a group: %s%n",
              each, operator.getOperatorUid().orElse(operator.getOperatorID().toString()));
        }
      }
    }
  }

  private void restore(String savepoint) throws Exception {
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    try (MiniCluster cluster = Worker.start(configuration)) {
      long asked = System.nanoTime();
      StateJob job = StateJob.start(cluster, configuration, rule, all);
      job.awaitDuplicate();
      System.out.printf(
          "restored            %.1f s to the first sign-in%n", (System.nanoTime() - asked) / 1e9);
      job.cancel();
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** A generated sign-in that the rule takes. */
  private static Event template(Rule rule) throws IOException {
    TrafficGenerator generator =
        new TrafficGenerator(
            new GenerateRequest(
                10_000, 3, Format.ECS, 0, GenerateRequest.DEFAULT_START, 20, 100, 0, 3_100, 0));
    while (generator.hasNext()) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      Format.ECS.writer(3_100).write(generator.next(), record);
      Event signIn =
          new DecodeDocuments(
                  List.of(record.toByteArray()),
                  DecoderSettings.DEFAULT,
                  new RelevantToRules(List.of(rule)))
              .all()
              .get(0)
              .signIn();
      if (signIn != null) {
        return signIn;
      }
    }
    throw new IllegalStateException("no sign-in for " + rule.id());
  }
}
