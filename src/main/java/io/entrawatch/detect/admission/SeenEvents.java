// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.admission;

import io.entrawatch.detect.admission.AdmissionFunction.Seen;
import io.entrawatch.event.Event;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What is remembered of a group's events after they were released to the windows. Beyond the cap,
 * only the time until which windows may hold one of the other events is stored.
 */
final class SeenEvents {
  private static final MapStateDescriptor<String, Seen> SEEN =
      new MapStateDescriptor<>("seen", Types.STRING, TypeInformation.of(Seen.class));

  private static final ValueStateDescriptor<Integer> REMEMBERED =
      new ValueStateDescriptor<>("remembered", Types.INT);

  private static final ValueStateDescriptor<Long> BEYOND =
      new ValueStateDescriptor<>("beyond-until", Types.LONG);

  private final int cap;

  /** By the uid of the event. */
  private final MapState<String, Seen> seen;

  /** The number of entries in {@code seen}; none while the group is pending. */
  private final ValueState<Integer> remembered;

  /**
   * The watermark from which no window can hold an event that is not in {@code seen}; null if all
   * are.
   */
  private final ValueState<Long> beyond;

  SeenEvents(RuntimeContext context, int cap) {
    this.cap = cap;
    seen = context.getMapState(SEEN);
    remembered = context.getState(REMEMBERED);
    beyond = context.getState(BEYOND);
  }

  /** What is remembered of a copy of the event; null if nothing. */
  Seen copyOf(Event event) throws Exception {
    return seen.get(event.uid());
  }

  /** Replaces the copy that counts. */
  void replace(Event event, Seen now) throws Exception {
    seen.put(event.uid(), now);
  }

  /**
   * Adds an event of which no copy is known.
   *
   * @return the number of additional remembered events: one, or zero beyond the cap
   */
  int add(Event event, Seen now) throws Exception {
    int count = size();
    if (count < cap) {
      seen.put(event.uid(), now);
      remembered.update(count + 1);
      return 1;
    }
    if (beyond.value() == null || beyond.value() < now.until()) {
      beyond.update(now.until());
    }
    return 0;
  }

  int size() throws Exception {
    Integer size = remembered.value();
    return size == null ? 0 : size;
  }

  /** Removes the events whose windows have all closed before this time. */
  void forget(long time) throws Exception {
    int remaining = 0;
    Iterator<Map.Entry<String, Seen>> all = seen.iterator();
    while (all.hasNext()) {
      if (all.next().getValue().until() < time) {
        all.remove();
      } else {
        remaining++;
      }
    }
    remembered.update(remaining);
  }

  /**
   * Whether a window that is still open at this time may hold an event of the group, remembered or
   * not.
   */
  boolean isHeldAt(long time) throws Exception {
    return size() > 0 || (beyond.value() != null && beyond.value() >= time);
  }

  /** Resets the group to new. */
  void clear() {
    seen.clear(); // an iterator leaves an empty map behind on the heap
    remembered.clear();
    beyond.clear();
  }
}
