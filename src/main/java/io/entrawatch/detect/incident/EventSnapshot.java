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
 * The stored events of a group at one moment. Bucket statistics are loaded at the start. Events are
 * read only as far as a caller iterates.
 */
final class EventSnapshot {
  private final EventStore store;
  private final int cap;
  private final SortedMap<TimeBucket, BucketStats> stats;

  /** Buckets in memory; the most recently used one is last. */
  private final LinkedHashMap<TimeBucket, List<Event>> loaded =
      new LinkedHashMap<>(16, 0.75f, true);

  private int loadedEvents;

  EventSnapshot(EventStore store, int cap) throws Exception {
    this.store = store;
    this.cap = cap;
    this.stats = store.stats();
  }

  /** All buckets, in their order. */
  Set<TimeBucket> buckets() {
    return stats.keySet();
  }

  /** The non-empty buckets of a window, in their order. */
  List<TimeBucket> in(MatchingWindow window, WindowSpec spec) {
    List<TimeBucket> buckets = new ArrayList<>();
    for (Map.Entry<TimeBucket, BucketStats> entry : stats.entrySet()) {
      long time = entry.getKey().timeOf(spec);
      if (window.start() <= time && time < window.end() && entry.getValue().count() > 0) {
        buckets.add(entry.getKey());
      }
    }
    return buckets;
  }

  /** Whether events of these buckets may have been dropped. */
  boolean isTruncated(Collection<TimeBucket> buckets) {
    return buckets.stream().anyMatch(bucket -> stats.get(bucket).isOver(cap));
  }

  /** The number of stored events. */
  int count() {
    return stats.values().stream().mapToInt(BucketStats::count).sum();
  }

  /** The number of readable events in the bucket, at most the cap. */
  int count(TimeBucket bucket) {
    return Math.min(cap, stats.get(bucket).count());
  }

  /**
   * Whether events of a window have been added or removed since the windows were last evaluated.
   *
   * @param upTo ignore changes after this position; null for none
   */
  boolean hasChanged(MatchingWindow window, WindowSpec spec, EventOrderKey upTo) {
    for (Map.Entry<TimeBucket, BucketStats> entry : stats.entrySet()) {
      EventOrderKey changed = entry.getValue().news();
      long time = entry.getKey().timeOf(spec);
      if (changed != null
          && window.start() <= time
          && time < window.end()
          && (upTo == null || !changed.isAfter(upTo))) {
        return true;
      }
    }
    return false;
  }

  /** Marks all changes as evaluated. */
  void markEvaluated() throws Exception {
    store.markEvaluated(stats);
  }

  /** The first events of these buckets, in event order. */
  List<Event> first(Collection<TimeBucket> buckets, int most) throws Exception {
    List<Event> first = new ArrayList<>();
    if (most > 0) {
      forEachWhile(
          buckets,
          event -> {
            first.add(event);
            return first.size() < most;
          });
    }
    return first;
  }

  /**
   * Iterates over the events of these buckets in event order.
   *
   * @param continueAfter whether to continue after an event
   */
  void forEachWhile(Collection<TimeBucket> buckets, Predicate<Event> continueAfter)
      throws Exception {
    TreeMap<Long, List<TimeBucket>> byIngested = new TreeMap<>();
    for (TimeBucket bucket : buckets) {
      byIngested.computeIfAbsent(bucket.ingested(), time -> new ArrayList<>()).add(bucket);
    }
    for (List<TimeBucket> slice : byIngested.values()) {
      for (Event event : merged(slice)) {
        if (!continueAfter.test(event)) {
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
    for (TimeBucket bucket : slice) {
      all.addAll(read(bucket));
    }
    all.sort(Event.ORDER);
    return all;
  }

  private List<Event> read(TimeBucket bucket) throws Exception {
    List<Event> cached = loaded.get(bucket);
    if (cached != null) {
      return cached;
    }
    List<Event> events = store.read(bucket, stats.get(bucket));
    loaded.put(bucket, events);
    loadedEvents += events.size();
    var eldest = loaded.entrySet().iterator();
    while (loadedEvents > 4 * cap && loaded.size() > 1) {
      loadedEvents -= eldest.next().getValue().size();
      eldest.remove();
    }
    return events;
  }
}
