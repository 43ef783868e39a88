// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.source.RouteFunction;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** Waits for a bounded job, and on a terminal shows how far it is. */
final class Progress {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final JobClient job;
  private final Terminal terminal;
  private final PrintStream err;

  Progress(JobClient job, Terminal terminal, PrintStream err) {
    this.job = job;
    this.terminal = terminal;
    this.err = err;
  }

  /**
   * Returns the job's counts when it is done.
   *
   * @throws Exception what the job failed with
   */
  Map<String, Object> await() throws Exception {
    CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
    while (true) {
      try {
        JobExecutionResult done = result.get(1, TimeUnit.SECONDS);
        show("");
        return done.getAllAccumulatorResults();
      } catch (TimeoutException stillRunning) {
        show("entrawatch: " + read() + " records read ...");
      } catch (ExecutionException e) {
        show("");
        throw e;
      }
    }
  }

  private Object read() throws InterruptedException {
    try {
      Object records = job.getAccumulators().get(1, TimeUnit.SECONDS).get(RouteFunction.RECORDS);
      return records == null ? 0 : records;
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      return "some"; // it, or its whole cluster, may just have ended; the next look at it tells
    }
  }

  private void show(String line) {
    if (terminal.err()) {
      err.print(CLEAR_LINE + line);
      err.flush();
    }
  }
}
