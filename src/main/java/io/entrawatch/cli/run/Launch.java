// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where a job runs. */
interface Launch {
  /** Starts the environment's job and returns. */
  JobClient launch(StreamExecutionEnvironment env, String name) throws Exception;
}
