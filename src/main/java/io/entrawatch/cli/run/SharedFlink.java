// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** One Flink within this process for many jobs, one after the other. */
public final class SharedFlink implements Launch, AutoCloseable {
  private final MiniCluster cluster;

  private SharedFlink(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts it, with the settings that a single job's would have. */
  public static SharedFlink start() throws Exception {
    Configuration configuration = LocalFlink.bounded();
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(configuration.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .build());
    cluster.start();
    return new SharedFlink(cluster);
  }

  @Override
  public JobClient launch(StreamExecutionEnvironment env, String name) throws Exception {
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName(name);
    graph.setJobId(JobID.generate());
    graph.serializeUserDefinedInstances();
    var submitted = cluster.submitJob(graph).get();
    return new MiniClusterJobClient(
        submitted.getJobID(),
        cluster,
        getClass().getClassLoader(),
        JobFinalizationBehavior.NOTHING);
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
