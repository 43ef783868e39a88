// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.window;

import io.entrawatch.detect.admission.AdmissionFunction;
import io.entrawatch.event.Event;
import io.entrawatch.rule.WindowSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Assigns an event to the windows of a {@link WindowSpec}, on the clock of that spec.
 *
 * <p>Flink's window operator uses the record's timestamp to decide whether a record is late. This
 * assigner may use another time. The operator would therefore drop an event without any trace if
 * all its windows have closed. {@link AdmissionFunction} runs before it and does not release such
 * events.
 */
public final class RuleWindowAssigner extends WindowAssigner<Event, TimeWindow> {
  private static final long serialVersionUID = 1L;

  private final WindowSpec spec;

  public RuleWindowAssigner(WindowSpec spec) {
    this.spec = spec;
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      Event event, long timestamp, WindowAssignerContext context) {
    long time = spec.timeOf(event);
    long size = spec.size().toMillis();
    long slide = spec.slide().toMillis();
    long last = spec.lastEnd(time);
    List<TimeWindow> windows = new ArrayList<>((int) (size / slide) + 1);
    for (long end = spec.firstEnd(time); end <= last; end += slide) {
      windows.add(new TimeWindow(end - size, end));
    }
    return windows;
  }

  @Override
  public Trigger<Event, TimeWindow> getDefaultTrigger() {
    return new EveryEventTrigger();
  }

  @Override
  public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig config) {
    return new TimeWindow.Serializer();
  }

  @Override
  public boolean isEventTime() {
    return true;
  }
}
