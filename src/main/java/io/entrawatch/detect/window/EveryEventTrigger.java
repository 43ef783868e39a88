// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.window;

import io.entrawatch.event.Event;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Asks after every sign-in whether the condition holds: a match leaves the moment it is one.
 * Nothing is asked at a window's end, when nothing has changed. Keeps no state and no timers.
 */
final class EveryEventTrigger extends Trigger<Event, TimeWindow> {
  private static final long serialVersionUID = 1L;

  @Override
  public TriggerResult onElement(
      Event signIn, long timestamp, TimeWindow window, TriggerContext ctx) {
    return TriggerResult.FIRE;
  }

  @Override
  public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public void clear(TimeWindow window, TriggerContext ctx) {}
}
