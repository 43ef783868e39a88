// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import io.entrawatch.Detection;
import io.entrawatch.Wiring;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.Rules;
import io.entrawatch.signin.Field;
import io.entrawatch.signin.SignIn;
import io.entrawatch.source.DecodeDocuments;
import io.entrawatch.source.Decoded;
import io.entrawatch.source.DecoderSettings;
import io.entrawatch.traffic.Format;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.TrafficGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A million groups of three sign-ins live at a time: how fast, how large, how long a savepoint and
 * its restoring take. Sign-ins are made within the job, so nothing is read or decoded.
 *
 * <pre>src/it/bench/state.sh hashmap|rocksdb RULE GROUPS plain|matching</pre>
 */
public final class StateBenchmark {
  private static final long START = GenerateRequest.DEFAULT_START.toEpochMilli();

  /** All of this ingest time is held by every rule's windows at once. */
  private static final long SPAN = Duration.ofMinutes(5).toMillis();

  private final Configuration configuration =
      GlobalConfiguration.loadConfiguration("flink-conf/local");
  private final Rule rule;
  private final Traffic traffic;
  private final Path folder = Path.of("target/bench/state").toAbsolutePath();

  private StateBenchmark(String backend, Rule rule, long groups, boolean matching)
      throws IOException {
    this.rule = rule;
    this.traffic = new Traffic(new EnumMap<>(template(rule).values()), groups, matching);
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(20));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
  }

  public static void main(String[] arguments) throws Exception {
    Rule rule =
        Rules.all().stream().filter(r -> r.id().equals(arguments[1])).findAny().orElseThrow();
    new StateBenchmark(
            arguments[0], rule, Long.parseLong(arguments[2]), arguments[3].equals("matching"))
        .run();
    System.exit(0);
  }

  private void run() throws Exception {
    long signIns = traffic.groups() * 3;
    long began = System.nanoTime();
    JobClient job = start();
    long used = await(job, signIns / 10);
    long warm = System.nanoTime();
    long all = await(job, signIns);
    double seconds = (System.nanoTime() - warm) / 1e9;
    System.out.printf(
        "groups             %,d of three sign-ins, %s%n", traffic.groups(), rule.id());
    System.out.printf("sign-ins           %,.0f/s%n", (all - used) / seconds);
    System.out.printf("first tenth        %.1f s after the start%n", (warm - began) / 1e9);
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(
        "heap in use        %,d MB, %,d bytes a group%n", heap >> 20, heap / traffic.groups());
    long asked = System.nanoTime();
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(10, TimeUnit.MINUTES);
    long bytes = size(Path.of(java.net.URI.create(savepoint)));
    System.out.printf(
        "canonical savepoint %.1f s, %,d MB, %,d bytes a group%n",
        (System.nanoTime() - asked) / 1e9, bytes >> 20, bytes / traffic.groups());
    restore(savepoint);
  }

  private void restore(String savepoint) throws Exception {
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    long asked = System.nanoTime();
    JobClient job = start();
    await(job, "duplicates", 1);
    System.out.printf(
        "restored            %.1f s to the first sign-in%n", (System.nanoTime() - asked) / 1e9);
    job.cancel().get();
  }

  private JobClient start() throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(configuration);
    env.setParallelism(1);
    var signIns =
        env.fromSource(
                new DataGeneratorSource<>(
                    traffic, Long.MAX_VALUE, TypeInformation.of(SignIn.class)),
                WatermarkStrategy.<SignIn>forMonotonousTimestamps()
                    .withTimestampAssigner((signIn, before) -> signIn.ingested()),
                "sign-ins")
            .uid("sign-ins");
    AlertPolicy policy =
        new AlertPolicy(
            Duration.ofDays(1), 10_000, 1_000, new AlertPolicy.Live(Duration.ofSeconds(5)));
    Detection.detect(signIns, List.of(rule), policy)
        .alerts()
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    return env.executeAsync("state");
  }

  private long await(JobClient job, long count) throws Exception {
    return await(job, "used", count);
  }

  private long await(JobClient job, String fate, long count) throws Exception {
    while (true) {
      Object now = job.getAccumulators().get().get(rule.id() + "." + fate);
      if (now instanceof Long done && done >= count) {
        return done;
      }
      if (job.getJobStatus().get().isGloballyTerminalState()) {
        throw new IllegalStateException("the job has ended");
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** A generated sign-in that the rule takes. */
  private static SignIn template(Rule rule) throws IOException {
    TrafficGenerator generator =
        new TrafficGenerator(
            new GenerateRequest(
                10_000, 3, Format.ECS, 0, GenerateRequest.DEFAULT_START, 20, 100, 0, 3_100, 0));
    List<byte[]> records = new ArrayList<>();
    while (generator.hasNext()) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      Format.ECS.writer(3_100).write(generator.next(), record);
      records.add(record.toByteArray());
    }
    return new DecodeDocuments(
            records, DecoderSettings.DEFAULT, new Wiring.RelevantTo(List.of(rule)))
        .all().stream()
            .map(Decoded::signIn)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no sign-in for " + rule.id()));
  }

  /**
   * Three rounds over all the groups, then the last sign-in again and again, slowly.
   *
   * @param matching whether the second round comes from another address
   */
  private record Traffic(EnumMap<Field, List<String>> template, long groups, boolean matching)
      implements GeneratorFunction<Long, SignIn> {
    @Override
    public SignIn map(Long index) {
      long last = groups * 3 - 1;
      if (index > last) {
        LockSupport.parkNanos(10_000_000);
      }
      long i = Math.min(index, last);
      long time = START + i * SPAN / (groups * 3);
      String session = new UUID(groups, i % groups).toString();
      String id = new UUID(7, i).toString();
      Map<Field, List<String>> values = new EnumMap<>(template);
      values.put(Field.SESSION_ID, List.of(session));
      values.put(Field.SIGN_IN_ID, List.of(id));
      values.put(Field.EVENT_ID, List.of(id));
      if (matching && i / groups == 1) {
        values.put(Field.SOURCE_IP, List.of("203.0.113.7"));
        values.put(Field.SOURCE_ADDRESS, List.of("203.0.113.7"));
      }
      return new SignIn(id + "|" + template.get(Field.CATEGORY).get(0), time, time, values);
    }
  }
}
