// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How long it took from the sending of the sign-in that completed a pattern to the first revision
 * of its alert on the topic, in ms, sorted.
 */
record Latencies(List<Long> sorted) {
  /**
   * Of the alerts whose completing sign-in was sent since then.
   *
   * @param sentAt by a sign-in's id, ms since the epoch
   */
  static Latencies of(List<Revision> revisions, Map<String, Long> sentAt, long since) {
    Set<String> seen = new HashSet<>();
    List<Long> latencies = new ArrayList<>();
    for (Revision revision : revisions) {
      Long sent = sentAt.get(revision.completing());
      if (seen.add(revision.id()) && sent != null && sent >= since) {
        latencies.add(revision.at() - sent);
      }
    }
    Collections.sort(latencies);
    return new Latencies(latencies);
  }

  @Override
  public String toString() {
    return sorted.isEmpty()
        ? "no alert"
        : "%d alerts, latency median %d ms, longest %d ms"
            .formatted(sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }
}
