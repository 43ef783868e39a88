// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.rule.WindowSpec;
import io.entrawatch.signin.SignIn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is kept of a group at one moment. How full the cells are is known from the start; sign-ins
 * are read only as far along their order as somebody walks.
 */
final class KeptView {
  private final KeptSignIns signIns;
  private final int cap;
  private final SortedMap<Cell, Fill> fills;

  /** Cells that were read, the one that was used last at the end. */
  private final LinkedHashMap<Cell, List<SignIn>> read = new LinkedHashMap<>(16, 0.75f, true);

  private int inMemory;

  KeptView(KeptSignIns signIns, int cap) throws Exception {
    this.signIns = signIns;
    this.cap = cap;
    this.fills = signIns.fills();
  }

  /** All cells, in their order. */
  Set<Cell> cells() {
    return fills.keySet();
  }

  /** The cells of a window that hold something, in their order. */
  List<Cell> in(Window window, WindowSpec spec) {
    List<Cell> cells = new ArrayList<>();
    for (Map.Entry<Cell, Fill> entry : fills.entrySet()) {
      long time = entry.getKey().timeOf(spec);
      if (window.start() <= time && time < window.end() && entry.getValue().count() > 0) {
        cells.add(entry.getKey());
      }
    }
    return cells;
  }

  /** Whether the cells may have had sign-ins that were not kept. */
  boolean isTruncated(Collection<Cell> cells) {
    return cells.stream().anyMatch(cell -> fills.get(cell).isOver(cap));
  }

  /** How many sign-ins there are. */
  int count() {
    return fills.values().stream().mapToInt(Fill::count).sum();
  }

  /** How many sign-ins the cell has to show. */
  int count(Cell cell) {
    return Math.min(cap, fills.get(cell).count());
  }

  /**
   * Whether sign-ins have come or gone in a window up to a place in the order since the windows
   * were last looked at.
   *
   * @param upTo null for anywhere
   */
  boolean isNews(Window window, WindowSpec spec, Position upTo) {
    for (Map.Entry<Cell, Fill> entry : fills.entrySet()) {
      Position news = entry.getValue().news();
      long time = entry.getKey().timeOf(spec);
      if (news != null
          && window.start() <= time
          && time < window.end()
          && (upTo == null || !news.isAfter(upTo))) {
        return true;
      }
    }
    return false;
  }

  /** Takes note that the windows have been looked at. */
  void seen() throws Exception {
    signIns.seen(fills);
  }

  /** The first sign-ins of some cells, in their order. */
  List<SignIn> first(Collection<Cell> cells, int most) throws Exception {
    List<SignIn> first = new ArrayList<>();
    if (most > 0) {
      walk(
          cells,
          signIn -> {
            first.add(signIn);
            return first.size() < most;
          });
    }
    return first;
  }

  /**
   * Walks the sign-ins of some cells in their order.
   *
   * @param goOn whether to go on after a sign-in
   */
  void walk(Collection<Cell> cells, Predicate<SignIn> goOn) throws Exception {
    TreeMap<Long, List<Cell>> byIngested = new TreeMap<>();
    for (Cell cell : cells) {
      byIngested.computeIfAbsent(cell.ingested(), time -> new ArrayList<>()).add(cell);
    }
    for (List<Cell> slice : byIngested.values()) {
      for (SignIn signIn : merged(slice)) {
        if (!goOn.test(signIn)) {
          return;
        }
      }
    }
  }

  private List<SignIn> merged(List<Cell> slice) throws Exception {
    if (slice.size() == 1) {
      return read(slice.get(0));
    }
    List<SignIn> all = new ArrayList<>();
    for (Cell cell : slice) {
      all.addAll(read(cell));
    }
    all.sort(SignIn.ORDER);
    return all;
  }

  private List<SignIn> read(Cell cell) throws Exception {
    List<SignIn> before = read.get(cell);
    if (before != null) {
      return before;
    }
    List<SignIn> now = signIns.read(cell, fills.get(cell));
    read.put(cell, now);
    inMemory += now.size();
    var eldest = read.entrySet().iterator();
    while (inMemory > 4 * cap && read.size() > 1) {
      inMemory -= eldest.next().getValue().size();
      eldest.remove();
    }
    return now;
  }
}
