// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.event.Event;
import io.entrawatch.rule.WindowSpec;
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
final class EventSnapshot {
  private final EventStore signIns;
  private final int cap;
  private final SortedMap<TimeBucket, BucketStats> fills;

  /** Cells that were read, the one that was used last at the end. */
  private final LinkedHashMap<TimeBucket, List<Event>> read = new LinkedHashMap<>(16, 0.75f, true);

  private int inMemory;

  EventSnapshot(EventStore signIns, int cap) throws Exception {
    this.signIns = signIns;
    this.cap = cap;
    this.fills = signIns.fills();
  }

  /** All cells, in their order. */
  Set<TimeBucket> cells() {
    return fills.keySet();
  }

  /** The cells of a window that hold something, in their order. */
  List<TimeBucket> in(MatchingWindow window, WindowSpec spec) {
    List<TimeBucket> cells = new ArrayList<>();
    for (Map.Entry<TimeBucket, BucketStats> entry : fills.entrySet()) {
      long time = entry.getKey().timeOf(spec);
      if (window.start() <= time && time < window.end() && entry.getValue().count() > 0) {
        cells.add(entry.getKey());
      }
    }
    return cells;
  }

  /** Whether the cells may have had sign-ins that were not kept. */
  boolean isTruncated(Collection<TimeBucket> cells) {
    return cells.stream().anyMatch(cell -> fills.get(cell).isOver(cap));
  }

  /** How many sign-ins there are. */
  int count() {
    return fills.values().stream().mapToInt(BucketStats::count).sum();
  }

  /** How many sign-ins the cell has to show. */
  int count(TimeBucket cell) {
    return Math.min(cap, fills.get(cell).count());
  }

  /**
   * Whether sign-ins have come or gone in a window up to a place in the order since the windows
   * were last looked at.
   *
   * @param upTo null for anywhere
   */
  boolean isNews(MatchingWindow window, WindowSpec spec, EventOrderKey upTo) {
    for (Map.Entry<TimeBucket, BucketStats> entry : fills.entrySet()) {
      EventOrderKey news = entry.getValue().news();
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
  List<Event> first(Collection<TimeBucket> cells, int most) throws Exception {
    List<Event> first = new ArrayList<>();
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
  void walk(Collection<TimeBucket> cells, Predicate<Event> goOn) throws Exception {
    TreeMap<Long, List<TimeBucket>> byIngested = new TreeMap<>();
    for (TimeBucket cell : cells) {
      byIngested.computeIfAbsent(cell.ingested(), time -> new ArrayList<>()).add(cell);
    }
    for (List<TimeBucket> slice : byIngested.values()) {
      for (Event signIn : merged(slice)) {
        if (!goOn.test(signIn)) {
          return;
        }
      }
    }
  }

  private List<Event> merged(List<TimeBucket> slice) throws Exception {
    if (slice.size() == 1) {
      return read(slice.get(0));
    }
    List<Event> all = new ArrayList<>();
    for (TimeBucket cell : slice) {
      all.addAll(read(cell));
    }
    all.sort(Event.ORDER);
    return all;
  }

  private List<Event> read(TimeBucket cell) throws Exception {
    List<Event> before = read.get(cell);
    if (before != null) {
      return before;
    }
    List<Event> now = signIns.read(cell, fills.get(cell));
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
