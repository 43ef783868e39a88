// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;

/**
 * Watermarks that follow the ingest time of what could be decoded, used by a rule or not. A dead
 * letter is as if it had not come: it neither moves the watermark nor keeps a partition from being
 * idle, or a partition of nothing else would hold back every window.
 */
public final class DecodedWatermarks implements WatermarkStrategy<Decoded> {
  private static final long serialVersionUID = 1L;
  private static final Duration NEVER_IDLE = Duration.ofDays(3650);

  private final Duration outOfOrderness;
  private final Duration idleness;

  /** Null where time is not now. */
  private final Clock clock;

  private final Duration maxSkew;

  private DecodedWatermarks(
      Duration outOfOrderness, Duration idleness, Clock clock, Duration maxSkew) {
    this.outOfOrderness = outOfOrderness;
    this.idleness = idleness;
    this.clock = clock;
    this.maxSkew = maxSkew;
  }

  /**
   * For a topic that is read as it is written, partition by partition. The watermark does not run
   * ahead of the clock: that is no exception to replay, for what it holds back comes a moment later
   * and what comes is never less late.
   *
   * @param outOfOrderness how far a record may lag behind the latest of its partition
   * @param idleness after how long without a record a partition is no longer waited for
   * @param clock serializable, as all clocks of the JDK are
   * @param maxSkew how far other clocks may be ahead
   */
  public static WatermarkStrategy<Decoded> perPartition(
      Duration outOfOrderness, Duration idleness, Clock clock, Duration maxSkew) {
    return new DecodedWatermarks(outOfOrderness, idleness, clock, maxSkew);
  }

  /**
   * For a range that ends: a partition that is read to its end is not waited for, and one that is
   * merely slow is, however long it takes.
   *
   * @param outOfOrderness how far a record may lag behind the latest of its partition
   */
  public static WatermarkStrategy<Decoded> perPartition(Duration outOfOrderness) {
    return new DecodedWatermarks(outOfOrderness, NEVER_IDLE, null, Duration.ZERO);
  }

  /** For files: nothing is late, so none before all has been read. */
  public static WatermarkStrategy<Decoded> onlyAtTheEnd() {
    return WatermarkStrategy.<Decoded>noWatermarks().withTimestampAssigner(new AssignTime());
  }

  @Override
  public TimestampAssigner<Decoded> createTimestampAssigner(
      TimestampAssignerSupplier.Context context) {
    return new AssignTime().createTimestampAssigner(context);
  }

  @Override
  public WatermarkGenerator<Decoded> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    WatermarkGenerator<Decoded> newest = new BoundedOutOfOrdernessWatermarks<>(outOfOrderness);
    return new IgnoringDeadLetters(
        new WatermarksWithIdleness<>(
            clock == null ? newest : new NotAhead(newest, clock, maxSkew.toMillis()),
            idleness,
            context.getInputActivityClock()));
  }

  /** A Flink record's timestamp is the ingest time; a dead letter keeps the one it came with. */
  private static final class AssignTime implements TimestampAssignerSupplier<Decoded> {
    private static final long serialVersionUID = 1L;

    @Override
    public TimestampAssigner<Decoded> createTimestampAssigner(Context context) {
      // A record of a file came with none, and Kafka takes no timestamp below zero.
      return (decoded, timestamp) ->
          decoded.time() == Decoded.NO_TIME ? Math.max(timestamp, 0) : decoded.time();
    }
  }

  private record NotAhead(WatermarkGenerator<Decoded> newest, Clock clock, long maxSkew)
      implements WatermarkGenerator<Decoded> {
    @Override
    public void onEvent(Decoded decoded, long timestamp, WatermarkOutput output) {
      newest.onEvent(decoded, timestamp, output);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      newest.onPeriodicEmit(new Capped(output, clock.millis() + maxSkew));
    }
  }

  private record Capped(WatermarkOutput output, long latest) implements WatermarkOutput {
    @Override
    public void emitWatermark(Watermark watermark) {
      output.emitWatermark(watermark.getTimestamp() <= latest ? watermark : new Watermark(latest));
    }

    @Override
    public void markIdle() {
      output.markIdle();
    }

    @Override
    public void markActive() {
      output.markActive();
    }
  }

  private static final class IgnoringDeadLetters implements WatermarkGenerator<Decoded> {
    private final WatermarkGenerator<Decoded> usable;

    IgnoringDeadLetters(WatermarkGenerator<Decoded> usable) {
      this.usable = usable;
    }

    @Override
    public void onEvent(Decoded decoded, long timestamp, WatermarkOutput output) {
      if (decoded.time() != Decoded.NO_TIME) {
        usable.onEvent(decoded, timestamp, output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      usable.onPeriodicEmit(output);
    }
  }
}
