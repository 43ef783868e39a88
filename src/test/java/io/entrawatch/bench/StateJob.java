// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.detect.DetectionPipeline;
import io.entrawatch.event.Event;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A rule over {@link LiveGroups}, made within the job: nothing is read or decoded. */
final class StateJob {
  private static final Duration LIVE = Duration.ofSeconds(5);

  /**
   * In the benchmark groups die by the watermark; at 200 ms many more would live than are meant.
   */
  private static final long WATERMARK_MILLIS = 5;

  private final MiniCluster cluster;
  private final Rule rule;
  private final JobID id;

  private StateJob(MiniCluster cluster, Rule rule, JobID id) {
    this.cluster = cluster;
    this.rule = rule;
    this.id = id;
  }

  static StateJob start(
      MiniCluster cluster, Configuration configuration, Rule rule, LiveGroups traffic)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1);
    env.getConfig().setAutoWatermarkInterval(WATERMARK_MILLIS);
    var signIns =
        env.fromSource(
                new DataGeneratorSource<>(traffic, Long.MAX_VALUE, TypeInformation.of(Event.class)),
                WatermarkStrategy.<Event>forMonotonousTimestamps()
                    .withTimestampAssigner((signIn, before) -> signIn.ingested()),
                "sign-ins")
            .uid("sign-ins");
    AlertPolicy policy =
        new AlertPolicy(Duration.ofDays(1), 10_000, 1_000, new AlertPolicy.Live(LIVE));
    DetectionPipeline.detect(signIns, List.of(rule), policy)
        .alerts()
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    StreamGraph graph = env.getStreamGraph();
    graph.setJobId(JobID.generate());
    graph.serializeUserDefinedInstances();
    return new StateJob(cluster, rule, cluster.submitJob(graph).get().getJobID());
  }

  /** Waits until so many sign-ins were used; returns how many it were in truth. */
  long awaitUsed(long count) throws Exception {
    return await("used", count);
  }

  /** Waits until a sign-in has been recognized as one that the state holds. */
  void awaitDuplicate() throws Exception {
    await("duplicates", 1);
  }

  private long await(String fate, long count) throws Exception {
    while (true) {
      var accumulators = cluster.getExecutionGraph(id).get().getAccumulatorResultsStringified();
      long now =
          Arrays.stream(accumulators)
              .filter(a -> a.getName().equals(rule.id() + "." + fate))
              .mapToLong(a -> Long.parseLong(a.getValue()))
              .sum();
      if (now >= count) {
        return now;
      }
      if (cluster.getJobStatus(id).get().isGloballyTerminalState()) {
        throw new IllegalStateException("the job has ended");
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** A full checkpoint. */
  CompletedCheckpointStats checkpoint() throws Exception {
    cluster.triggerCheckpoint(id, CheckpointType.FULL).get(20, TimeUnit.MINUTES);
    return cluster
        .getExecutionGraph(id)
        .get()
        .getCheckpointStatsSnapshot()
        .getHistory()
        .getLatestCompletedCheckpoint();
  }

  /** Ends the job with a canonical savepoint; returns where it lies. */
  String stop(String folder) throws Exception {
    return cluster
        .stopWithSavepoint(id, folder, false, SavepointFormatType.CANONICAL)
        .get(20, TimeUnit.MINUTES);
  }

  void cancel() throws Exception {
    cluster.cancelJob(id).get();
    while (!cluster.getJobStatus(id).get().isGloballyTerminalState()) {
      LockSupport.parkNanos(20_000_000);
    }
  }
}
