// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import io.entrawatch.signin.SignIn;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * A watermark after every sign-in, as far as the bound of disorder allows: the hardest that a
 * stream can be on what comes late.
 */
final class EverySignIn implements WatermarkGenerator<SignIn> {
  private final long outOfOrder;
  private long highest = Long.MIN_VALUE;

  private EverySignIn(long outOfOrder) {
    this.outOfOrder = outOfOrder;
  }

  /**
   * @param outOfOrder in ms
   */
  static WatermarkStrategy<SignIn> within(long outOfOrder) {
    return WatermarkStrategy.<SignIn>forGenerator(context -> new EverySignIn(outOfOrder))
        .withTimestampAssigner((signIn, timestamp) -> signIn.ingested());
  }

  @Override
  public void onEvent(SignIn signIn, long timestamp, WatermarkOutput output) {
    if (timestamp > highest) {
      highest = timestamp;
      output.emitWatermark(new Watermark(highest - outOfOrder - 1));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {}
}
