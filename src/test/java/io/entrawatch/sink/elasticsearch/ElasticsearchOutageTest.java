// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrawatch.alert.Alert;
import io.entrawatch.sink.elasticsearch.client.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sink in a running job whose Elasticsearch never answers. */
class ElasticsearchOutageTest {
  @TempDir Path folder;

  /** Alert number n of an endless stream. */
  static final class Alerts implements GeneratorFunction<Long, Alert> {
    private static final long serialVersionUID = 1L;

    @Override
    public Alert map(Long n) {
      return new Alert("a" + n, 1, false, "rule", 0, 0, "{}");
    }
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void shouldNotHoldUpASavepointWhileElasticsearchIsSilent() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(20));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    env.fromSource(
            new DataGeneratorSource<>(
                new Alerts(), Long.MAX_VALUE, TypeInformation.of(Alert.class)),
            WatermarkStrategy.noWatermarks(),
            "alerts")
        .sinkTo(
            new ElasticsearchSink(
                "entrawatch-alerts",
                new Delivery(500, 10, 1_000_000, Duration.ofSeconds(1), Duration.ofSeconds(2)),
                new SilentBulk.Factory(),
                new FakeDeadAlerts.Forgetful()));
    SilentBulk.ASKED.set(false);
    JobClient job = env.executeAsync();
    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
    try {
      await().atMost(Duration.ofSeconds(60)).untilTrue(SilentBulk.ASKED);
      CompletableFuture<String> savepoint =
          job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL);

      assertThat(savepoint.get(60, TimeUnit.SECONDS)).startsWith("file:");
      assertThat(end).succeedsWithin(Duration.ofSeconds(30));
    } finally {
      if (!end.isDone()) {
        var unused = job.cancel();
      }
    }
  }
}
