// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.rule.WindowSpec;
import io.entrawatch.signin.SignIn;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The sign-ins of one group, each once, bounded. Of two copies the one with the earlier ingest time
 * stays.
 *
 * <p>Both times of a sign-in are cut into slices of which every window of the rule is a union. Each
 * cell, a slice of one time by a slice of the other, keeps its first {@code cap} sign-ins in their
 * order. So every window has its first {@code cap}, whatever else the group holds, and what is kept
 * depends on the set of sign-ins alone. A cell may hold up to twice as many before it is cut down;
 * readers see the first {@code cap}.
 */
public final class KeptSignIns {
  private static final MapStateDescriptor<String, SignIn> SIGN_INS =
      new MapStateDescriptor<>("sign-ins", Types.STRING, TypeInformation.of(SignIn.class));
  private static final MapStateDescriptor<Cell, Fill> CELLS =
      new MapStateDescriptor<>(
          "cells", TypeInformation.of(Cell.class), TypeInformation.of(Fill.class));

  /** A slice of ingest time by a slice of sign-in time, by their starts in ms since the epoch. */
  public record Cell(long ingested, long timestamp) {}

  /**
   * How full a cell is.
   *
   * @param count sign-ins in it
   * @param last the last sign-in that it takes, in their order; null while it takes all
   */
  public record Fill(int count, SignIn last) {}

  private final int cap;
  private final long slice;
  private final MapState<String, SignIn> signIns;
  private final MapState<Cell, Fill> cells;

  KeptSignIns(RuntimeContext context, Collection<WindowSpec> windows, int cap) {
    this.cap = cap;
    this.slice = slice(windows);
    this.signIns = context.getMapState(SIGN_INS);
    this.cells = context.getMapState(CELLS);
  }

  private static long slice(Collection<WindowSpec> windows) {
    BigInteger common = BigInteger.ZERO;
    for (WindowSpec spec : windows) {
      common = common.gcd(BigInteger.valueOf(spec.size().toMillis()));
      common = common.gcd(BigInteger.valueOf(spec.slide().toMillis()));
    }
    return common.longValueExact();
  }

  void add(SignIn signIn) throws Exception {
    SignIn before = signIns.get(signIn.uid());
    if (before != null) {
      if (before.ingested() <= signIn.ingested()) {
        return;
      }
      leave(before);
    }
    Cell cell = cell(signIn);
    Fill fill = cells.contains(cell) ? cells.get(cell) : new Fill(0, null);
    if (fill.last() != null && SignIn.ORDER.compare(signIn, fill.last()) > 0) {
      return;
    }
    signIns.put(signIn.uid(), signIn);
    cells.put(cell, new Fill(fill.count() + 1, fill.last()));
    if (fill.count() + 1 > 2 * cap) {
      cutDown(cell);
    }
  }

  private void leave(SignIn signIn) throws Exception {
    signIns.remove(signIn.uid());
    Cell cell = cell(signIn);
    Fill fill = cells.get(cell);
    cells.put(cell, new Fill(fill.count() - 1, fill.last()));
  }

  private void cutDown(Cell cell) throws Exception {
    List<SignIn> inCell = new ArrayList<>();
    for (SignIn signIn : signIns.values()) {
      if (cell(signIn).equals(cell)) {
        inCell.add(signIn);
      }
    }
    inCell.sort(SignIn.ORDER);
    for (SignIn beyond : inCell.subList(cap, inCell.size())) {
      signIns.remove(beyond.uid());
    }
    cells.put(cell, new Fill(cap, inCell.get(cap - 1)));
  }

  private Cell cell(SignIn signIn) {
    return new Cell(
        Math.floorDiv(signIn.ingested(), slice) * slice,
        Math.floorDiv(signIn.timestamp(), slice) * slice);
  }

  /** The sign-ins that are kept, in their order. */
  List<SignIn> all() throws Exception {
    List<SignIn> all = new ArrayList<>();
    signIns.values().forEach(all::add);
    all.sort(SignIn.ORDER);
    Set<Cell> full = overfull();
    if (!full.isEmpty()) {
      Map<Cell, Integer> seen = new HashMap<>();
      all.removeIf(s -> full.contains(cell(s)) && seen.merge(cell(s), 1, Integer::sum) > cap);
    }
    return all;
  }

  /** Whether the window may have had sign-ins that were not kept. */
  boolean truncated(Window window, WindowSpec spec) throws Exception {
    for (Cell cell : overfull()) {
      long time = spec.clock() == WindowSpec.Clock.INGESTED ? cell.ingested() : cell.timestamp();
      if (window.start() <= time && time < window.end()) {
        return true;
      }
    }
    return false;
  }

  private Set<Cell> overfull() throws Exception {
    Set<Cell> full = new HashSet<>();
    for (Map.Entry<Cell, Fill> entry : cells.entries()) {
      if (entry.getValue().last() != null || entry.getValue().count() > cap) {
        full.add(entry.getKey());
      }
    }
    return full;
  }

  /** Forgets the sign-ins that are not needed, and the cells that are empty then. */
  void retain(Predicate<SignIn> needed) throws Exception {
    Map<Cell, Integer> counts = new HashMap<>();
    List<String> leaving = new ArrayList<>();
    for (SignIn signIn : signIns.values()) {
      if (needed.test(signIn)) {
        counts.merge(cell(signIn), 1, Integer::sum);
      } else {
        leaving.add(signIn.uid());
      }
    }
    for (String uid : leaving) {
      signIns.remove(uid);
    }
    Map<Cell, Fill> before = new HashMap<>();
    cells.entries().forEach(entry -> before.put(entry.getKey(), entry.getValue()));
    cells.clear();
    for (Map.Entry<Cell, Integer> entry : counts.entrySet()) {
      cells.put(entry.getKey(), new Fill(entry.getValue(), before.get(entry.getKey()).last()));
    }
  }
}
