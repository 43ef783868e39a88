// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.record.Decoded;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;

/**
 * Watermarks that follow the ingest time of what could be decoded, used by a rule or not. A dead
 * letter is as if it had not come: it neither moves the watermark nor keeps a partition from being
 * idle, or a partition of nothing else would hold back every window. So is a record whose ingest
 * time is still to come.
 */
public final class DecodedWatermarks implements WatermarkStrategy<Decoded> {
  private static final long serialVersionUID = 1L;
  private static final Duration NEVER_IDLE = Duration.ofDays(3650);

  private final Duration outOfOrderness;
  private final Duration idleness;

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
   * For a topic that is read as it is written, partition by partition. A record whose ingest time
   * is still to come moves nothing: one of the year 9000 would close all windows, for ever.
   *
   * @param outOfOrderness how far a record may lag behind the latest of its partition
   * @param idleness after how long without a record a partition is no longer waited for
   * @param clock tells what is still to come; serializable, as all clocks of the JDK are
   * @param maxSkew how far other clocks may be ahead
   */
  public static WatermarkStrategy<Decoded> perPartition(
      Duration outOfOrderness, Duration idleness, Clock clock, Duration maxSkew) {
    return new DecodedWatermarks(outOfOrderness, idleness, clock, maxSkew);
  }

  /**
   * For a range that ends: a partition that is read to its end is not waited for, and one that is
   * merely slow is, however long it takes. The rest is as for a topic that is read as it is
   * written.
   */
  public static WatermarkStrategy<Decoded> perPartition(
      Duration outOfOrderness, Clock clock, Duration maxSkew) {
    return new DecodedWatermarks(outOfOrderness, NEVER_IDLE, clock, maxSkew);
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
    return new OfWhatHasCome(
        new WatermarksWithIdleness<>(
            new BoundedOutOfOrdernessWatermarks<>(outOfOrderness),
            idleness,
            context.getInputActivityClock()),
        clock,
        maxSkew.toMillis());
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

  /** Leaves out dead letters, and what is still to come. */
  private static final class OfWhatHasCome implements WatermarkGenerator<Decoded> {
    private final WatermarkGenerator<Decoded> usable;
    private final Clock clock;
    private final long maxSkew;

    /** Up to when things had come when the clock was last asked. */
    private long latest = Long.MIN_VALUE;

    OfWhatHasCome(WatermarkGenerator<Decoded> usable, Clock clock, long maxSkew) {
      this.usable = usable;
      this.clock = clock;
      this.maxSkew = maxSkew;
    }

    @Override
    public void onEvent(Decoded decoded, long timestamp, WatermarkOutput output) {
      if (decoded.time() != Decoded.NO_TIME && hasCome(timestamp)) {
        usable.onEvent(decoded, timestamp, output);
      }
    }

    private boolean hasCome(long timestamp) {
      if (timestamp > latest) {
        latest = clock.millis() + maxSkew;
      }
      return timestamp <= latest;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      usable.onPeriodicEmit(output);
    }
  }
}
