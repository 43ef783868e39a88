// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import io.entrawatch.event.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups in a run. */
final class Groups {
  private final Map<String, long[]> bounds = new HashMap<>();
  private final Set<String> seconds = new HashSet<>();
  private final Map<String, Integer> sizes = new HashMap<>();
  private final List<Seen> documents;
  private final Set<String> moments = new HashSet<>();
  private long sameMillisecond;
  private long several;
  private long outOfOrder;

  Groups(List<Seen> documents) {
    this.documents = documents;
    long newest = Long.MIN_VALUE;
    for (Seen seen : documents) {
      long time = seen.document().ingested();
      outOfOrder += time < newest ? 1 : 0;
      newest = Math.max(newest, time);
      if (seen.taken()) {
        String session = seen.session();
        sameMillisecond += moments.add(session + seen.document().timestamp()) ? 0 : 1;
        sizes.merge(session, 1, Integer::sum);
        long[] bound =
            bounds.computeIfAbsent(session, s -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
        bound[0] = Math.min(bound[0], time);
        bound[1] = Math.max(bound[1], time);
        several += seconds.add(session + " " + time / 1_000) ? 0 : 1;
      }
    }
  }

  long count() {
    return bounds.size();
  }

  long withSpread(long from, long to) {
    return bounds.values().stream()
        .filter(bound -> bound[1] - bound[0] >= from && bound[1] - bound[0] <= to)
        .count();
  }

  long alone() {
    return documents.stream()
        .filter(seen -> seen.broker() && seen.count(Field.SOURCE_ADDRESS) > 1)
        .filter(seen -> sizes.get(seen.session()) == 1)
        .count();
  }

  long sameMillisecond() {
    return sameMillisecond;
  }

  long seconds() {
    return several;
  }

  long outOfOrder() {
    return outOfOrder;
  }
}
