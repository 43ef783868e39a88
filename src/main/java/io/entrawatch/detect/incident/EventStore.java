// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.event.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The events of one group, without duplicates, bounded, and readable bucket by bucket. Of two
 * {@linkplain Event#COPIES copies}, the one that sorts first is stored.
 *
 * <p>Each {@link TimeBucket} stores its first {@code cap} events in event order. So the first
 * {@code cap} events of every window are stored, whatever else the group has. What is stored
 * depends only on the set of events. A bucket may grow by a quarter before it is trimmed; readers
 * see the first {@code cap} events.
 *
 * <p>Dropped events are not remembered. If a stored event moves to another bucket afterwards, its
 * old bucket stores one event fewer. These are still the first events of the bucket, and none of
 * them sorts after a dropped event.
 */
public final class EventStore {
  private static final MapStateDescriptor<Slot, Event> EVENTS =
      new MapStateDescriptor<>(
          "sign-ins-by-slot", TypeInformation.of(Slot.class), TypeInformation.of(Event.class));
  private static final MapStateDescriptor<String, Slot> SLOTS =
      new MapStateDescriptor<>("slots", Types.STRING, TypeInformation.of(Slot.class));
  private static final MapStateDescriptor<TimeBucket, BucketStats> BUCKETS =
      new MapStateDescriptor<>(
          "cells", TypeInformation.of(TimeBucket.class), TypeInformation.of(BucketStats.class));

  /**
   * The position of an event in state.
   *
   * @param number from 0 in each bucket, without gaps
   */
  public record Slot(long ingested, long timestamp, int number) {
    private static Slot in(TimeBucket bucket, int number) {
      return new Slot(bucket.ingested(), bucket.timestamp(), number);
    }

    private TimeBucket bucket() {
      return new TimeBucket(ingested, timestamp);
    }
  }

  private final int cap;
  private final long slice;
  private final MapState<Slot, Event> events;

  /** Slots by the uid of the event. */
  private final MapState<String, Slot> slots;

  private final MapState<TimeBucket, BucketStats> buckets;

  /**
   * @param slice length of a bucket's time slices in ms; windows and periods are multiples of it
   */
  EventStore(RuntimeContext context, long slice, int cap) {
    this.cap = cap;
    this.slice = slice;
    this.events = context.getMapState(EVENTS);
    this.slots = context.getMapState(SLOTS);
    this.buckets = context.getMapState(BUCKETS);
  }

  /**
   * Adds an event.
   *
   * @return whether the stored events have changed
   */
  boolean add(Event event) throws Exception {
    Slot oldSlot = slots.get(event.uid());
    if (oldSlot != null) {
      Event copy = events.get(oldSlot);
      if (Event.COPIES.compare(copy, event) <= 0) {
        return false;
      }
      remove(oldSlot, copy);
    }
    TimeBucket bucket = TimeBucket.of(event, slice);
    BucketStats known = buckets.get(bucket);
    BucketStats stats = known == null ? BucketStats.EMPTY : known;
    if (stats.last() != null && Event.ORDER.compare(event, stats.last()) > 0) {
      return oldSlot != null;
    }
    put(Slot.in(bucket, stats.count()), event);
    BucketStats updated = stats.plus(event);
    buckets.put(bucket, updated.count() > cap + cap / 4 ? trim(bucket, updated) : updated);
    return true;
  }

  private void put(Slot slot, Event event) throws Exception {
    events.put(slot, event);
    slots.put(event.uid(), slot);
  }

  /** Removes an event. The last event of the bucket moves into the free slot. */
  private void remove(Slot slot, Event event) throws Exception {
    slots.remove(event.uid());
    BucketStats stats = buckets.get(slot.bucket());
    Slot end = Slot.in(slot.bucket(), stats.count() - 1);
    if (!slot.equals(end)) {
      put(slot, events.get(end));
    }
    events.remove(end);
    buckets.put(slot.bucket(), stats.minus(event));
  }

  private BucketStats trim(TimeBucket bucket, BucketStats stats) throws Exception {
    List<Event> all = load(bucket, stats);
    Set<String> leaving = new HashSet<>();
    for (Event beyond : all.subList(cap, all.size())) {
      leaving.add(beyond.uid());
      slots.remove(beyond.uid());
    }
    int free = 0;
    for (int number = cap; number < stats.count(); number++) {
      Event event = events.get(Slot.in(bucket, number));
      if (!leaving.contains(event.uid())) {
        while (!leaving.contains(events.get(Slot.in(bucket, free)).uid())) {
          free++;
        }
        put(Slot.in(bucket, free), event);
      }
      events.remove(Slot.in(bucket, number));
    }
    return stats.trimmed(cap, all.get(cap - 1));
  }

  /** The statistics of each bucket, in the order of the buckets. */
  SortedMap<TimeBucket, BucketStats> stats() throws Exception {
    SortedMap<TimeBucket, BucketStats> all = new TreeMap<>(TimeBucket.ORDER);
    for (Map.Entry<TimeBucket, BucketStats> entry : buckets.entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** The first {@code cap} events of a bucket, in event order. */
  List<Event> read(TimeBucket bucket, BucketStats stats) throws Exception {
    List<Event> all = load(bucket, stats);
    return all.subList(0, Math.min(cap, all.size()));
  }

  private List<Event> load(TimeBucket bucket, BucketStats stats) throws Exception {
    List<Event> all = new ArrayList<>(stats.count());
    for (int number = 0; number < stats.count(); number++) {
      all.add(events.get(Slot.in(bucket, number)));
    }
    all.sort(Event.ORDER);
    return all;
  }

  /** Marks all changes as evaluated. */
  void markEvaluated(SortedMap<TimeBucket, BucketStats> stats) throws Exception {
    for (Map.Entry<TimeBucket, BucketStats> entry : stats.entrySet()) {
      if (entry.getValue().news() != null) {
        buckets.put(entry.getKey(), entry.getValue().evaluated());
      }
    }
  }

  /** Removes a bucket and its events. */
  void forget(TimeBucket bucket, BucketStats stats) throws Exception {
    for (int number = 0; number < stats.count(); number++) {
      Slot slot = Slot.in(bucket, number);
      slots.remove(events.get(slot).uid());
      events.remove(slot);
    }
    buckets.remove(bucket);
  }
}
