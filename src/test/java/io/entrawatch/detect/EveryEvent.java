// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import io.entrawatch.event.Event;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * A watermark after every sign-in, as far as the bound of disorder allows: the hardest that a
 * stream can be on what comes late.
 */
final class EveryEvent implements WatermarkGenerator<Event> {
  private final long outOfOrder;
  private long highest = Long.MIN_VALUE;

  private EveryEvent(long outOfOrder) {
    this.outOfOrder = outOfOrder;
  }

  /**
   * @param outOfOrder in ms
   */
  static WatermarkStrategy<Event> within(long outOfOrder) {
    return WatermarkStrategy.<Event>forGenerator(context -> new EveryEvent(outOfOrder))
        .withTimestampAssigner((signIn, timestamp) -> signIn.ingested());
  }

  @Override
  public void onEvent(Event signIn, long timestamp, WatermarkOutput output) {
    if (timestamp > highest) {
      highest = timestamp;
      output.emitWatermark(new Watermark(highest - outOfOrder - 1));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {}
}
