// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.allow;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.Found;
import io.entrawatch.signin.Count;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an alert pass or holds it back, and counts and reports that. Of one subtask. */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  /** So many entries are counted by name; whoever writes entries must not fill the metrics. */
  private static final int MOST_NAMES = 200;

  private final RuntimeContext context;
  private final Count all;
  private final Count expired;
  private final Map<String, Count> byEntry = new HashMap<>();
  private final Set<String> reported = new HashSet<>();

  Gate(RuntimeContext context) {
    this.context = context;
    this.all = new Count(context, AllowList.SUPPRESSED);
    this.expired = new Count(context, AllowList.EXPIRED);
  }

  void pass(Found found, Judge judge, Consumer<Alert> out, Consumer<Suppressed> held) {
    Judge.Verdict verdict = judge.on(found);
    if (verdict.suppressedBy() == null) {
      report(verdict.expired());
      out.accept(found.alert());
      return;
    }
    all.increase();
    count(verdict.suppressedBy().id());
    held.accept(new Suppressed(verdict.suppressedBy(), found.alert()));
  }

  private void count(String id) {
    Count count = byEntry.get(id);
    if (count == null && byEntry.size() < MOST_NAMES) {
      count = new Count(context, AllowList.suppressedBy(id));
      byEntry.put(id, count);
    }
    if (count != null) {
      count.increase();
    }
  }

  private void report(List<Entry> entries) {
    if (!entries.isEmpty()) {
      expired.increase();
    }
    for (Entry entry : entries) {
      if (reported.size() < MOST_NAMES && reported.add(entry.id())) {
        LOG.warn(
            "Exception {} has expired: an alert that it would have held back leaves", entry.id());
      }
    }
  }
}
