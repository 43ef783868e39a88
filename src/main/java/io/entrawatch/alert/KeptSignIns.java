// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.signin.SignIn;
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
 * <p>Each {@link Cell} keeps its first {@code cap} sign-ins in their order. So every window has its
 * first {@code cap}, whatever else the group holds, and what is kept depends on the set of sign-ins
 * alone. A cell may hold a quarter more before it is cut down; readers see the first {@code cap}.
 *
 * <p>What a cell has left out is not known any more. Where one of its sign-ins moves to another
 * cell after that, it keeps one fewer: still the first ones, and nothing that came behind those
 * that were left out.
 */
public final class KeptSignIns {
  private static final MapStateDescriptor<Slot, SignIn> SIGN_INS =
      new MapStateDescriptor<>(
          "sign-ins-by-slot", TypeInformation.of(Slot.class), TypeInformation.of(SignIn.class));
  private static final MapStateDescriptor<String, Slot> SLOTS =
      new MapStateDescriptor<>("slots", Types.STRING, TypeInformation.of(Slot.class));
  private static final MapStateDescriptor<Cell, Fill> CELLS =
      new MapStateDescriptor<>(
          "cells", TypeInformation.of(Cell.class), TypeInformation.of(Fill.class));

  /**
   * Where a sign-in lies.
   *
   * @param number from 0 in each cell, without gaps
   */
  public record Slot(long ingested, long timestamp, int number) {
    private static Slot in(Cell cell, int number) {
      return new Slot(cell.ingested(), cell.timestamp(), number);
    }

    private Cell cell() {
      return new Cell(ingested, timestamp);
    }
  }

  private final int cap;
  private final long slice;
  private final MapState<Slot, SignIn> signIns;

  /** Slots by the uid of the sign-in. */
  private final MapState<String, Slot> slots;

  private final MapState<Cell, Fill> cells;

  /**
   * @param slice length of a slice of time in ms; windows and periods are multiples of it
   */
  KeptSignIns(RuntimeContext context, long slice, int cap) {
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
  boolean add(SignIn signIn) throws Exception {
    Slot before = slots.get(signIn.uid());
    if (before != null) {
      SignIn copy = signIns.get(before);
      if (SignIn.COPIES.compare(copy, signIn) <= 0) {
        return false;
      }
      leave(before, copy);
    }
    Cell cell = Cell.of(signIn, slice);
    Fill known = cells.get(cell);
    Fill fill = known == null ? Fill.EMPTY : known;
    if (fill.last() != null && SignIn.ORDER.compare(signIn, fill.last()) > 0) {
      return before != null;
    }
    put(Slot.in(cell, fill.count()), signIn);
    Fill fuller = fill.plus(signIn);
    cells.put(cell, fuller.count() > cap + cap / 4 ? cutDown(cell, fuller) : fuller);
    return true;
  }

  private void put(Slot slot, SignIn signIn) throws Exception {
    signIns.put(slot, signIn);
    slots.put(signIn.uid(), slot);
  }

  /** The last one of the cell takes the place of the one that leaves. */
  private void leave(Slot slot, SignIn signIn) throws Exception {
    slots.remove(signIn.uid());
    Fill fill = cells.get(slot.cell());
    Slot end = Slot.in(slot.cell(), fill.count() - 1);
    if (!slot.equals(end)) {
      put(slot, signIns.get(end));
    }
    signIns.remove(end);
    cells.put(slot.cell(), fill.minus(signIn));
  }

  private Fill cutDown(Cell cell, Fill fill) throws Exception {
    List<SignIn> all = load(cell, fill);
    Set<String> leaving = new HashSet<>();
    for (SignIn beyond : all.subList(cap, all.size())) {
      leaving.add(beyond.uid());
      slots.remove(beyond.uid());
    }
    int free = 0;
    for (int number = cap; number < fill.count(); number++) {
      SignIn signIn = signIns.get(Slot.in(cell, number));
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
  SortedMap<Cell, Fill> fills() throws Exception {
    SortedMap<Cell, Fill> all = new TreeMap<>(Cell.ORDER);
    for (Map.Entry<Cell, Fill> entry : cells.entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** The first {@code cap} sign-ins of a cell, in their order. */
  List<SignIn> read(Cell cell, Fill fill) throws Exception {
    List<SignIn> all = load(cell, fill);
    return all.subList(0, Math.min(cap, all.size()));
  }

  private List<SignIn> load(Cell cell, Fill fill) throws Exception {
    List<SignIn> all = new ArrayList<>(fill.count());
    for (int number = 0; number < fill.count(); number++) {
      all.add(signIns.get(Slot.in(cell, number)));
    }
    all.sort(SignIn.ORDER);
    return all;
  }

  /** Takes note that the windows have been looked at. */
  void seen(SortedMap<Cell, Fill> fills) throws Exception {
    for (Map.Entry<Cell, Fill> entry : fills.entrySet()) {
      if (entry.getValue().news() != null) {
        cells.put(entry.getKey(), entry.getValue().seen());
      }
    }
  }

  /** Forgets a cell and what is in it. */
  void forget(Cell cell, Fill fill) throws Exception {
    for (int number = 0; number < fill.count(); number++) {
      Slot slot = Slot.in(cell, number);
      slots.remove(signIns.get(slot).uid());
      signIns.remove(slot);
    }
    cells.remove(cell);
  }
}
