// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source.survey;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each name was met. A sender may make up names without end, so that only the first ones
 * are counted by name; the rest are counted together.
 */
public final class NameCounts {
  /** What stands in place of a name that is missing. */
  public static final String NONE = "(none)";

  private static final int MOST_NAMES = 1_000;

  private final Map<String, Long> counts = new HashMap<>();
  private long others;

  /**
   * How often one name was met.
   *
   * @param name as it came: a sender may have chosen it
   */
  public record Count(String name, long count) {}

  /** Counts a name once more; null stands for none. */
  public void add(String name) {
    String known = name == null ? NONE : name;
    if (counts.containsKey(known) || counts.size() < MOST_NAMES) {
      counts.merge(known, 1L, Long::sum);
    } else {
      others++;
    }
  }

  /** Everything that was counted. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum() + others;
  }

  /** How often this name was met, whatever its case. */
  public long of(String name) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** All names, the most frequent one first; those that are equally frequent by name. */
  public List<Count> all() {
    Comparator<Count> order = Comparator.comparingLong(count -> -count.count());
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(order.thenComparing(Count::name))
        .toList();
  }
}
