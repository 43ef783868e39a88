// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When which incident was reported, ms since the epoch, by session. */
final class Reports {
  private static final double MINUTE = 60_000;

  private final Map<String, List<Long>> times = new HashMap<>();

  /** A row or a new alert; an update of an alert that was already reported is none. */
  void add(String session, long time) {
    times.computeIfAbsent(session, s -> new ArrayList<>()).add(time);
  }

  /**
   * Found, missed, reported more than once, and the median and longest wait, of incidents alike.
   */
  String text(List<Planted> alike) {
    int found = 0;
    int again = 0;
    List<Long> waits = new ArrayList<>();
    for (Planted planted : alike) {
      List<Long> reported = times.getOrDefault(planted.session(), List.of());
      if (!reported.isEmpty()) {
        found++;
        waits.add(Collections.min(reported) - planted.complete());
      }
      again += reported.size() > 1 ? 1 : 0;
    }
    String wait = "";
    if (found > 0) {
      Collections.sort(waits);
      wait =
          "; %.0f, %.0f min"
              .formatted(waits.get(found / 2) / MINUTE, waits.get(found - 1) / MINUTE);
    }
    return "%d / %d / %d%s".formatted(found, alike.size() - found, again, wait);
  }
}
