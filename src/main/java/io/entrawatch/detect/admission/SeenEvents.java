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
 * What is remembered of a group's sign-ins once they go on to the windows. Bounded: of those beyond
 * the cap it knows no more than until when windows may hold one of them.
 */
final class SeenEvents {
  private static final MapStateDescriptor<String, Seen> SEEN =
      new MapStateDescriptor<>("seen", Types.STRING, TypeInformation.of(Seen.class));

  private static final ValueStateDescriptor<Integer> REMEMBERED =
      new ValueStateDescriptor<>("remembered", Types.INT);

  private static final ValueStateDescriptor<Long> BEYOND =
      new ValueStateDescriptor<>("beyond-until", Types.LONG);

  private final int cap;

  /** By the uid of the sign-in. */
  private final MapState<String, Seen> seen;

  /** How many there are in {@code seen}; none while the group waits. */
  private final ValueState<Integer> remembered;

  /** The watermark from which no window can hold what is not in {@code seen}; null if all are. */
  private final ValueState<Long> beyond;

  SeenEvents(RuntimeContext context, int cap) {
    this.cap = cap;
    seen = context.getMapState(SEEN);
    remembered = context.getState(REMEMBERED);
    beyond = context.getState(BEYOND);
  }

  /** What is known of the sign-in's copies, or null. */
  Seen copyOf(Event signIn) throws Exception {
    return seen.get(signIn.uid());
  }

  /** The copy that counts is another one. */
  void replace(Event signIn, Seen now) throws Exception {
    seen.put(signIn.uid(), now);
  }

  /**
   * Takes in a sign-in of which no copy is known.
   *
   * @return by how many are remembered more: one, or none beyond the cap
   */
  int add(Event signIn, Seen now) throws Exception {
    int count = size();
    if (count < cap) {
      seen.put(signIn.uid(), now);
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

  /** Forgets those whose windows are over by this time. */
  void forget(long time) throws Exception {
    int left = 0;
    Iterator<Map.Entry<String, Seen>> all = seen.iterator();
    while (all.hasNext()) {
      if (all.next().getValue().until() < time) {
        all.remove();
      } else {
        left++;
      }
    }
    remembered.update(left);
  }

  /**
   * Whether a window that is not over by this time may hold one of the group, remembered or not.
   */
  boolean isHeldAt(long time) throws Exception {
    return size() > 0 || (beyond.value() != null && beyond.value() >= time);
  }

  /** The group is as new. */
  void clear() {
    seen.clear(); // an iterator leaves an empty map behind on the heap
    remembered.clear();
    beyond.clear();
  }
}
