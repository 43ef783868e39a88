// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.admission;

import io.entrawatch.event.Event;
import io.entrawatch.event.PackedEvents;
import io.entrawatch.event.PackedEventsSerializer;
import io.entrawatch.rule.Accumulator;
import io.entrawatch.rule.GateCondition;
import io.entrawatch.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * The events of a group that could not match even if one window held all of them. A rule's
 * condition never turns from true to false when events are added. So if a window matches, the whole
 * group matches. Holding events back loses and delays no match.
 *
 * <p>A group with more than a few events is opened in any case. This bounds the state.
 *
 * <p>An open group keeps an empty value here. So one state access shows whether a group is new,
 * pending or open.
 */
final class PendingGroup {
  private static final int MOST_PENDING = 32;

  private static final ValueStateDescriptor<PackedEvents> PENDING =
      new ValueStateDescriptor<>("waiting", new PackedEventsSerializer());

  private final Rule rule;
  private final GateCondition condition;
  private final int mostPending;
  private final ValueState<PackedEvents> state;

  /**
   * @param cap at least one; no more events than this are stored
   */
  PendingGroup(RuntimeContext context, Rule rule, int cap) {
    this.rule = rule;
    this.condition = rule.tallyRule();
    this.mostPending = Math.min(MOST_PENDING, cap);
    this.state = context.getState(PENDING);
  }

  /** The pending events, in no defined order; null if the group is open. */
  List<Event> events() throws Exception {
    PackedEvents packed = state.value();
    if (packed == null) {
      return new ArrayList<>();
    }
    return packed.isEmpty() ? null : packed.signIns();
  }

  /** Adds an event. Of two {@linkplain Event#COPIES copies}, the one that counts stays. */
  static boolean add(Event event, List<Event> pending) {
    for (int i = 0; i < pending.size(); i++) {
      Event other = pending.get(i);
      if (other.uid().equals(event.uid())) {
        boolean counts = Event.COPIES.compare(event, other) < 0;
        if (counts) {
          pending.set(i, event);
        }
        return counts;
      }
    }
    pending.add(event);
    return true;
  }

  /**
   * Whether another pending event is freed by the same timer. Setting that timer again would only
   * write it again.
   */
  boolean hasTimer(Event event, List<Event> pending, String group) {
    long step = CleanupTimers.after(rule.heldUntil(event), group);
    for (Event other : pending) {
      if (CleanupTimers.after(rule.heldUntil(other), group) == step) {
        return true;
      }
    }
    return false;
  }

  /** Whether the group could match, or has too many events to be held back. */
  boolean mustOpen(List<Event> pending) {
    if (pending.size() >= mostPending) {
      return true;
    }
    Accumulator accumulator = condition.empty();
    pending.forEach(event -> condition.add(event, accumulator));
    return condition.holds(accumulator);
  }

  void store(List<Event> pending) throws Exception {
    state.update(PackedEvents.of(pending));
  }

  /** Marks the group as open. */
  void open() throws Exception {
    state.update(PackedEvents.of(List.of()));
  }

  /** Resets the group to new. */
  void clear() {
    state.clear();
  }

  /** Removes the pending events whose windows have all closed before this time. */
  void forget(List<Event> pending, long time) throws Exception {
    boolean isChanged = pending.removeIf(event -> rule.heldUntil(event) < time);
    if (pending.isEmpty()) {
      clear();
    } else if (isChanged) {
      store(pending);
    }
  }
}
