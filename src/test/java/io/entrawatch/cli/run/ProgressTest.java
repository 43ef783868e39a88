// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Terminal NOBODY = new Terminal(false, false, 80);

  @Test
  void aClusterThatShutsDownWhileItIsLookedAtIsNoFailure() throws Exception {
    CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
    JobClient ending =
        (JobClient)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {JobClient.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("getJobExecutionResult")) {
                    return result;
                  }
                  result.complete(new JobExecutionResult(new JobID(), 1, Map.of()));
                  throw new IllegalStateException("MiniCluster is not yet running");
                });

    assertThat(
            new Progress(ending, NOBODY, new PrintStream(PrintStream.nullOutputStream())).await())
        .isEmpty();
  }
}
