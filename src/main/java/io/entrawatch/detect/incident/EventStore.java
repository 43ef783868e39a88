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
 * The sign-ins of one group, each once, bounded, and readable cell by cell. Of two {@linkplain
 * SignIn#COPIES copies} the one that counts stays.
 *
 * <p>Each {@link TimeBucket} keeps its first {@code cap} sign-ins in their order. So every window
 * has its first {@code cap}, whatever else the group holds, and what is kept depends on the set of
 * sign-ins alone. A cell may hold a quarter more before it is cut down; readers see the first
 * {@code cap}.
 *
 * <p>What a cell has left out is not known any more. Where one of its sign-ins moves to another
 * cell after that, it keeps one fewer: still the first ones, and nothing that came behind those
 * that were left out.
 */
public final class EventStore {
  private static final MapStateDescriptor<Slot, Event> SIGN_INS =
      new MapStateDescriptor<>(
          "sign-ins-by-slot", TypeInformation.of(Slot.class), TypeInformation.of(Event.class));
  private static final MapStateDescriptor<String, Slot> SLOTS =
      new MapStateDescriptor<>("slots", Types.STRING, TypeInformation.of(Slot.class));
  private static final MapStateDescriptor<TimeBucket, BucketStats> CELLS =
      new MapStateDescriptor<>(
          "cells", TypeInformation.of(TimeBucket.class), TypeInformation.of(BucketStats.class));

  /**
   * Where a sign-in lies.
   *
   * @param number from 0 in each cell, without gaps
   */
  public record Slot(long ingested, long timestamp, int number) {
    private static Slot in(TimeBucket cell, int number) {
      return new Slot(cell.ingested(), cell.timestamp(), number);
    }

    private TimeBucket cell() {
      return new TimeBucket(ingested, timestamp);
    }
  }

  private final int cap;
  private final long slice;
  private final MapState<Slot, Event> signIns;

  /** Slots by the uid of the sign-in. */
  private final MapState<String, Slot> slots;

  private final MapState<TimeBucket, BucketStats> cells;

  /**
   * @param slice length of a slice of time in ms; windows and periods are multiples of it
   */
  EventStore(RuntimeContext context, long slice, int cap) {
    this.cap = cap;
    this.slice = slice;
    this.signIns = context.getMapState(SIGN_INS);
    this.slots = context.getMapState(SLOTS);
    this.cells = context.getMapState(CELLS);
  }

  /**
   * Takes a sign-in in.
   *
   * @return whether what is kept has changed
   */
  boolean add(Event signIn) throws Exception {
    Slot before = slots.get(signIn.uid());
    if (before != null) {
      Event copy = signIns.get(before);
      if (Event.COPIES.compare(copy, signIn) <= 0) {
        return false;
      }
      leave(before, copy);
    }
    TimeBucket cell = TimeBucket.of(signIn, slice);
    BucketStats known = cells.get(cell);
    BucketStats fill = known == null ? BucketStats.EMPTY : known;
    if (fill.last() != null && Event.ORDER.compare(signIn, fill.last()) > 0) {
      return before != null;
    }
    put(Slot.in(cell, fill.count()), signIn);
    BucketStats fuller = fill.plus(signIn);
    cells.put(cell, fuller.count() > cap + cap / 4 ? cutDown(cell, fuller) : fuller);
    return true;
  }

  private void put(Slot slot, Event signIn) throws Exception {
    signIns.put(slot, signIn);
    slots.put(signIn.uid(), slot);
  }

  /** The last one of the cell takes the place of the one that leaves. */
  private void leave(Slot slot, Event signIn) throws Exception {
    slots.remove(signIn.uid());
    BucketStats fill = cells.get(slot.cell());
    Slot end = Slot.in(slot.cell(), fill.count() - 1);
    if (!slot.equals(end)) {
      put(slot, signIns.get(end));
    }
    signIns.remove(end);
    cells.put(slot.cell(), fill.minus(signIn));
  }

  private BucketStats cutDown(TimeBucket cell, BucketStats fill) throws Exception {
    List<Event> all = load(cell, fill);
    Set<String> leaving = new HashSet<>();
    for (Event beyond : all.subList(cap, all.size())) {
      leaving.add(beyond.uid());
      slots.remove(beyond.uid());
    }
    int free = 0;
    for (int number = cap; number < fill.count(); number++) {
      Event signIn = signIns.get(Slot.in(cell, number));
      if (!leaving.contains(signIn.uid())) {
        while (!leaving.contains(signIns.get(Slot.in(cell, free)).uid())) {
          free++;
        }
        put(Slot.in(cell, free), signIn);
      }
      signIns.remove(Slot.in(cell, number));
    }
    return fill.cutDown(cap, all.get(cap - 1));
  }

  /** How full each cell is, in the order of the cells. */
  SortedMap<TimeBucket, BucketStats> fills() throws Exception {
    SortedMap<TimeBucket, BucketStats> all = new TreeMap<>(TimeBucket.ORDER);
    for (Map.Entry<TimeBucket, BucketStats> entry : cells.entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** The first {@code cap} sign-ins of a cell, in their order. */
  List<Event> read(TimeBucket cell, BucketStats fill) throws Exception {
    List<Event> all = load(cell, fill);
    return all.subList(0, Math.min(cap, all.size()));
  }

  private List<Event> load(TimeBucket cell, BucketStats fill) throws Exception {
    List<Event> all = new ArrayList<>(fill.count());
    for (int number = 0; number < fill.count(); number++) {
      all.add(signIns.get(Slot.in(cell, number)));
    }
    all.sort(Event.ORDER);
    return all;
  }

  /** Takes note that the windows have been looked at. */
  void seen(SortedMap<TimeBucket, BucketStats> fills) throws Exception {
    for (Map.Entry<TimeBucket, BucketStats> entry : fills.entrySet()) {
      if (entry.getValue().news() != null) {
        cells.put(entry.getKey(), entry.getValue().seen());
      }
    }
  }

  /** Forgets a cell and what is in it. */
  void forget(TimeBucket cell, BucketStats fill) throws Exception {
    for (int number = 0; number < fill.count(); number++) {
      Slot slot = Slot.in(cell, number);
      slots.remove(signIns.get(slot).uid());
      signIns.remove(slot);
    }
    cells.remove(cell);
  }
}
