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
 * The sign-ins of a group that could not match even if one window held all of them. A rule's
 * condition only ever turns true as sign-ins are added, so no window holds a match that is not one
 * of the whole group: nothing is lost or delayed by the wait.
 *
 * <p>Bounded: a group that has more than a few is let through, whatever it could do.
 *
 * <p>An open group's room is kept, empty: so one look-up tells of a sign-in's group whether it is
 * new, waits or is open.
 */
final class PendingGroup {
  private static final int SEATS = 32;

  private static final ValueStateDescriptor<PackedEvents> WAITING =
      new ValueStateDescriptor<>("waiting", new PackedEventsSerializer());

  private final Rule rule;
  private final GateCondition condition;
  private final int seats;
  private final ValueState<PackedEvents> waiting;

  /**
   * @param cap at least one; no more sign-ins than this are kept
   */
  PendingGroup(RuntimeContext context, Rule rule, int cap) {
    this.rule = rule;
    this.condition = rule.tallyRule();
    this.seats = Math.min(SEATS, cap);
    this.waiting = context.getState(WAITING);
  }

  /** Those who wait, in no order that means anything; null if the group is open. */
  List<Event> signIns() throws Exception {
    PackedEvents signIns = waiting.value();
    if (signIns == null) {
      return new ArrayList<>();
    }
    return signIns.isEmpty() ? null : signIns.signIns();
  }

  /** Adds a sign-in; of two {@linkplain Event#COPIES copies} the one that counts stays. */
  static boolean take(Event signIn, List<Event> queue) {
    for (int i = 0; i < queue.size(); i++) {
      Event other = queue.get(i);
      if (other.uid().equals(signIn.uid())) {
        boolean counts = Event.COPIES.compare(signIn, other) < 0;
        if (counts) {
          queue.set(i, signIn);
        }
        return counts;
      }
    }
    queue.add(signIn);
    return true;
  }

  /**
   * Whether one who waits is forgotten by the same timer as this one would be. To set it again
   * would write it again.
   */
  boolean isTimed(Event signIn, List<Event> queue, String group) {
    long step = CleanupTimers.after(rule.heldUntil(signIn), group);
    for (Event other : queue) {
      if (CleanupTimers.after(rule.heldUntil(other), group) == step) {
        return true;
      }
    }
    return false;
  }

  /** Whether the group could match, or has become too many to wait. */
  boolean mustOpen(List<Event> queue) {
    if (queue.size() >= seats) {
      return true;
    }
    Accumulator all = condition.empty();
    queue.forEach(signIn -> condition.add(signIn, all));
    return condition.holds(all);
  }

  void keep(List<Event> queue) throws Exception {
    waiting.update(PackedEvents.of(queue));
  }

  /** Nobody waits here any more. */
  void open() throws Exception {
    waiting.update(PackedEvents.of(List.of()));
  }

  /** The group is as new. */
  void clear() {
    waiting.clear();
  }

  /** Forgets those of all who wait whose windows are over by this time. */
  void forget(List<Event> queue, long time) throws Exception {
    boolean any = queue.removeIf(signIn -> rule.heldUntil(signIn) < time);
    if (queue.isEmpty()) {
      clear();
    } else if (any) {
      keep(queue);
    }
  }
}
