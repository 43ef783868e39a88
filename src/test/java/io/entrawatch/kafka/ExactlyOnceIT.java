// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.platform.Topic;
import io.entrawatch.sink.json.Names;
import io.entrawatch.sink.kafka.KafkaSinks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job that dies between two checkpoints, and what readers of its topic see. */
@ExtendWith(SharedServers.class)
class ExactlyOnceIT {
  private static final int ALERTS = 1500;

  @Test
  void aReaderOfCommittedTransactionsSeesEachAlertOnceAlthoughTheJobDied(KafkaBroker broker)
      throws Exception {
    broker.createTopic("exactly-once", 1);

    run(broker, "exactly-once", DeliveryGuarantee.EXACTLY_ONCE);

    assertThat(keys(Topic.read(broker, "exactly-once"))).containsExactlyElementsOf(all());
    assertThat(Topic.readUncommitted(broker, "exactly-once").size())
        .as("what the dead job had written is there, and was taken back")
        .isGreaterThan(ALERTS);
  }

  @Test
  void atLeastOnceRepeatsWhatCameAfterTheCheckpointAndLosesNothing(KafkaBroker broker)
      throws Exception {
    broker.createTopic("at-least-once", 1);

    run(broker, "at-least-once", DeliveryGuarantee.AT_LEAST_ONCE);

    List<String> keys = keys(Topic.read(broker, "at-least-once"));
    assertThat(keys.stream().distinct().toList()).containsExactlyElementsOf(all());
    assertThat(keys.size()).isGreaterThan(ALERTS);
  }

  private static List<String> all() {
    return IntStream.range(0, ALERTS).mapToObj(n -> "a" + n).toList();
  }

  private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> new String(record.key(), UTF_8)).toList();
  }

  private static void run(KafkaBroker broker, String topic, DeliveryGuarantee guarantee)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    KafkaOutput output =
        new KafkaOutput(broker.bootstrap(), topic, guarantee, topic, new Properties());
    DiesOnce.CHECKPOINTS.set(0);
    env.fromSource(
            new DataGeneratorSource<>(
                new Alerts(),
                ALERTS,
                RateLimiterStrategy.perSecond(500),
                TypeInformation.of(Alert.class)),
            WatermarkStrategy.noWatermarks(),
            "alerts")
        .map(new DiesOnce())
        .sinkTo(KafkaSinks.alerts(output, "1.1", Clock.systemUTC(), Names.PLAIN));
    env.execute();
    assertThat(DiesOnce.CHECKPOINTS.get()).as("it died").isNegative();
  }

  /** Alert number n. */
  static final class Alerts implements GeneratorFunction<Long, Alert> {
    private static final long serialVersionUID = 1L;

    @Override
    public Alert map(Long n) {
      return new Alert("a" + n, 1, true, "rule", 0, 0, "{}");
    }
  }

  /** Fails once, some way behind a checkpoint. */
  static final class DiesOnce implements MapFunction<Alert, Alert>, CheckpointListener {
    private static final long serialVersionUID = 1L;

    /** How many are complete; far below zero once it has died. */
    static final AtomicInteger CHECKPOINTS = new AtomicInteger();

    private int sinceCheckpoint;

    @Override
    public Alert map(Alert alert) {
      sinceCheckpoint++;
      if (CHECKPOINTS.get() >= 2 && sinceCheckpoint > 30) {
        CHECKPOINTS.set(Integer.MIN_VALUE);
        throw new IllegalStateException("dies once");
      }
      return alert;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      CHECKPOINTS.incrementAndGet();
      sinceCheckpoint = 0;
    }
  }
}
