// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.event.Event;
import io.entrawatch.event.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class DecodedWatermarksTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Clock NOW_CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);

  private final ManualClock clock = new ManualClock();
  private final Output output = new Output();
  private final WatermarkStrategy<Decoded> strategy =
      DecodedWatermarks.perPartition(
          Duration.ofMinutes(1), Duration.ofMinutes(2), NOW_CLOCK, Duration.ofHours(1));
  private final WatermarkGenerator<Decoded> generator =
      strategy.createWatermarkGenerator(new Context());

  private static Decoded dead() {
    RecordOrigin place = new RecordOrigin.InTopic("t", 0, 0, NOW + 99_999_999);
    return Decoded.dead(place.deadLetter(Reason.NO_TIME, "", new byte[0]), 0);
  }

  private void send(Decoded decoded) {
    long time = strategy.createTimestampAssigner(new Context()).extractTimestamp(decoded, NOW + 5);
    generator.onEvent(decoded, time, output);
  }

  private void emit() {
    generator.onPeriodicEmit(output);
  }

  @Test
  void theWatermarkLagsTheLatestIngestTimeByTheBound() {
    send(Decoded.relevant(new Event("a", NOW, NOW - 10, Map.of()), 0, 0));
    send(Decoded.irrelevant(NOW - 50_000, 0, 0, 0));
    emit();
    assertThat(output.watermarks).containsExactly(NOW - 60_001);
  }

  @Test
  void aRecordWhoseIngestTimeIsStillToComeNeverMovesIt() {
    long hour = Duration.ofHours(1).toMillis();
    send(Decoded.irrelevant(NOW + hour, 0, 0, 0));
    emit();
    send(Decoded.irrelevant(NOW + hour + 1, 0, 0, 0));
    send(Decoded.irrelevant(Times.LAST, 0, 0, 0));
    emit();
    assertThat(output.watermarks).containsOnly(NOW + hour - 60_001);
  }

  @Test
  void aPartitionWhoseRecordsAreStillToComeIsIdleAndRightAgainAfterwards() {
    for (int minute = 0; minute < 5; minute++) {
      send(Decoded.irrelevant(Times.LAST, 0, 0, 0));
      emit();
      clock.advanceTime(Duration.ofMinutes(1));
    }
    assertThat(output.idle).isTrue();
    send(Decoded.irrelevant(NOW, 0, 0, 0));
    emit();
    assertThat(output.idle).isFalse();
    assertThat(output.watermarks).last().isEqualTo(NOW - 60_001);
  }

  @Test
  void aRangeThatEndsLeavesOutWhatIsStillToComeToo() {
    WatermarkGenerator<Decoded> range =
        DecodedWatermarks.perPartition(Duration.ofMinutes(1), NOW_CLOCK, Duration.ofHours(1))
            .createWatermarkGenerator(new Context());
    range.onEvent(Decoded.irrelevant(Times.LAST, 0, 0, 0), Times.LAST, output);
    range.onEvent(Decoded.irrelevant(NOW, 0, 0, 0), NOW, output);
    range.onPeriodicEmit(output);
    assertThat(output.watermarks).containsExactly(NOW - 60_001);
  }

  @Test
  void whatNoRuleUsesMovesItToo() {
    send(Decoded.irrelevant(NOW, 0, 0, 0));
    emit();
    send(Decoded.ofOtherLog(NOW + 1_000, 0, "AuditLogs"));
    emit();
    assertThat(output.watermarks).containsExactly(NOW - 60_001, NOW - 59_001);
  }

  @Test
  void aDeadLetterAndAnEmptyBatchNeverMoveIt() {
    send(Decoded.irrelevant(NOW, 0, 0, 0));
    send(dead());
    send(Decoded.emptyBatch());
    emit();
    assertThat(output.watermarks).containsExactly(NOW - 60_001);
  }

  @Test
  void aPartitionWithoutRecordsIsIdleAndComesBack() {
    send(Decoded.irrelevant(NOW, 0, 0, 0));
    emit();
    clock.advanceTime(Duration.ofMinutes(1));
    emit();
    clock.advanceTime(Duration.ofMinutes(3));
    emit();
    assertThat(output.idle).isTrue();
    send(Decoded.irrelevant(NOW + 1, 0, 0, 0));
    emit();
    assertThat(output.idle).isFalse();
  }

  @Test
  void aPartitionOfDeadLettersIsIdle() {
    send(Decoded.irrelevant(NOW, 0, 0, 0));
    emit();
    for (int minute = 0; minute < 5; minute++) {
      send(dead());
      emit();
      clock.advanceTime(Duration.ofMinutes(1));
    }
    assertThat(output.idle).isTrue();
  }

  @Test
  void everyRecordHasATimestampThatKafkaTakes() {
    var assigner = strategy.createTimestampAssigner(new Context());
    assertThat(assigner.extractTimestamp(Decoded.irrelevant(7, 0, 0, 0), NOW)).isEqualTo(7);
    assertThat(assigner.extractTimestamp(dead(), NOW)).isEqualTo(NOW);
    assertThat(assigner.extractTimestamp(dead(), Long.MIN_VALUE)).isZero();
  }

  @Test
  void filesHaveNoWatermarkBeforeTheirEnd() {
    WatermarkStrategy<Decoded> files = DecodedWatermarks.onlyAtTheEnd();
    WatermarkGenerator<Decoded> none = files.createWatermarkGenerator(new Context());
    none.onEvent(Decoded.irrelevant(NOW, 0, 0, 0), NOW, output);
    none.onPeriodicEmit(output);
    assertThat(output.watermarks).isEmpty();
    assertThat(
            files
                .createTimestampAssigner(new Context())
                .extractTimestamp(Decoded.irrelevant(7, 0, 0, 0), Long.MIN_VALUE))
        .isEqualTo(7);
  }

  private static final class Output implements WatermarkOutput {
    private final List<Long> watermarks = new ArrayList<>();
    private boolean idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add(watermark.getTimestamp());
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }

  private final class Context
      implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return clock;
    }
  }
}
