// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.event.JobCounter;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Counts records of other logs by the log's name, which the sender chooses: so many and no more.
 */
final class OtherLogCounts {
  /** The label of the metric. */
  static final String CATEGORY = "category";

  /** Stands for all names beyond the first ones, and for those that are no name of a log. */
  static final String OTHER = "other";

  private static final int MOST = 100;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final RuntimeContext context;
  private final Map<String, JobCounter> byName = new HashMap<>();

  OtherLogCounts(RuntimeContext context) {
    this.context = context;
  }

  void count(String log, int records) {
    JobCounter known = byName.get(log);
    if (known == null) {
      boolean own = byName.size() < MOST && NAME.matcher(log).matches();
      known = byName.computeIfAbsent(own ? log : OTHER, this::counter);
    }
    known.increase(records);
  }

  private JobCounter counter(String name) {
    return new JobCounter(
        context,
        context.getMetricGroup().addGroup(CATEGORY, name),
        RouteFunction.OTHER_LOGS,
        RouteFunction.otherLogs(name));
  }
}
