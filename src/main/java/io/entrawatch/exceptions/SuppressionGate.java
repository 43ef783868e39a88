// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertAction;
import io.entrawatch.alert.AlertWithEvents;
import io.entrawatch.event.JobCounter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases or suppresses alerts, and counts and logs what was suppressed. One instance serves one
 * subtask.
 */
final class SuppressionGate {
  private static final Logger LOG = LoggerFactory.getLogger(SuppressionGate.class);

  /**
   * The most entries with a counter of their own. Authors of entries must not be able to flood the
   * metrics.
   */
  private static final int MOST_COUNTED_ENTRIES = 200;

  private static final MapStateDescriptor<String, Long> UNOPENED =
      new MapStateDescriptor<>("unopened", Types.STRING, Types.LONG);

  private final RuntimeContext context;
  private final JobCounter all;
  private final JobCounter expired;
  private final Map<String, JobCounter> byEntry = new HashMap<>();
  private final Set<String> reported = new HashSet<>();

  /**
   * The alerts of the current group of which nothing was released yet, with the watermark until
   * which this is remembered.
   */
  private final MapState<String, Long> unopened;

  SuppressionGate(RuntimeContext context) {
    this.context = context;
    this.all = new JobCounter(context, ExceptionList.SUPPRESSED);
    this.expired = new JobCounter(context, ExceptionList.EXPIRED);
    this.unopened = context.getMapState(UNOPENED);
  }

  /**
   * Releases or suppresses the alert. If the first revisions of an alert are suppressed, the first
   * released one opens the alert.
   */
  void process(
      AlertWithEvents alertWithEvents,
      ExceptionMatcher matcher,
      TimerService timers,
      Collector<Alert> out,
      Consumer<SuppressedAlert> suppressedOutput)
      throws Exception {
    Alert alert = alertWithEvents.alert();
    ExceptionMatcher.Verdict verdict = matcher.on(alertWithEvents);
    if (verdict.suppressedBy() == null) {
      logExpired(verdict.expired());
      out.collect(removeUnopened(alert) ? alert.opened() : alert);
      return;
    }
    if (alert.action() == AlertAction.OPENED) {
      unopened.put(alert.id(), alertWithEvents.forgottenAt());
      timers.registerEventTimeTimer(alertWithEvents.forgottenAt());
    }
    all.increase();
    count(verdict.suppressedBy().id());
    suppressedOutput.accept(new SuppressedAlert(verdict.suppressedBy(), alert));
  }

  private boolean removeUnopened(Alert alert) throws Exception {
    if (!unopened.contains(alert.id())) {
      return false;
    }
    unopened.remove(alert.id());
    return true;
  }

  /** Forgets the alerts of the current group that get no more revisions. */
  void forget(long watermark) throws Exception {
    List<String> ended = new ArrayList<>();
    for (Map.Entry<String, Long> entry : unopened.entries()) {
      if (entry.getValue() <= watermark) {
        ended.add(entry.getKey());
      }
    }
    // Removed one by one: an iterator that removes the last element leaves an empty map in state.
    for (String id : ended) {
      unopened.remove(id);
    }
  }

  private void count(String id) {
    JobCounter count = byEntry.get(id);
    if (count == null && byEntry.size() < MOST_COUNTED_ENTRIES) {
      count = new JobCounter(context, ExceptionList.suppressedBy(id));
      byEntry.put(id, count);
    }
    if (count != null) {
      count.increase();
    }
  }

  private void logExpired(List<ExceptionEntry> entries) {
    if (!entries.isEmpty()) {
      expired.increase();
    }
    for (ExceptionEntry entry : entries) {
      if (reported.size() < MOST_COUNTED_ENTRIES && reported.add(entry.id())) {
        LOG.warn(
            "Exception {} has expired: an alert that it would have held back leaves", entry.id());
      }
    }
  }
}
