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

/** Lets an alert pass or holds it back, and counts and reports that. Of one subtask. */
final class SuppressionGate {
  private static final Logger LOG = LoggerFactory.getLogger(SuppressionGate.class);

  /** So many entries are counted by name; whoever writes entries must not fill the metrics. */
  private static final int MOST_NAMES = 200;

  private static final MapStateDescriptor<String, Long> UNOPENED =
      new MapStateDescriptor<>("unopened", Types.STRING, Types.LONG);

  private final RuntimeContext context;
  private final JobCounter all;
  private final JobCounter expired;
  private final Map<String, JobCounter> byEntry = new HashMap<>();
  private final Set<String> reported = new HashSet<>();

  /** Of the current group the alerts of which nothing has left yet, and until when to keep that. */
  private final MapState<String, Long> unopened;

  SuppressionGate(RuntimeContext context) {
    this.context = context;
    this.all = new JobCounter(context, ExceptionList.SUPPRESSED);
    this.expired = new JobCounter(context, ExceptionList.EXPIRED);
    this.unopened = context.getMapState(UNOPENED);
  }

  /**
   * Lets the alert pass or holds it back. Where the first revisions of an alert are held back, the
   * one that leaves first opens it.
   */
  void pass(
      AlertWithEvents found,
      ExceptionMatcher judge,
      TimerService timers,
      Collector<Alert> out,
      Consumer<SuppressedAlert> held)
      throws Exception {
    Alert alert = found.alert();
    ExceptionMatcher.Verdict verdict = judge.on(found);
    if (verdict.suppressedBy() == null) {
      report(verdict.expired());
      out.collect(opens(alert) ? alert.opened() : alert);
      return;
    }
    if (alert.action() == AlertAction.OPENED) {
      unopened.put(alert.id(), found.forgottenAt());
      timers.registerEventTimeTimer(found.forgottenAt());
    }
    all.increase();
    count(verdict.suppressedBy().id());
    held.accept(new SuppressedAlert(verdict.suppressedBy(), alert));
  }

  private boolean opens(Alert alert) throws Exception {
    if (!unopened.contains(alert.id())) {
      return false;
    }
    unopened.remove(alert.id());
    return true;
  }

  /** Forgets the alerts of the current group of which no revision follows. */
  void forget(long watermark) throws Exception {
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, Long> entry : unopened.entries()) {
      if (entry.getValue() <= watermark) {
        over.add(entry.getKey());
      }
    }
    // One by one: an empty map would stay if its iterator took the last one out.
    for (String id : over) {
      unopened.remove(id);
    }
  }

  private void count(String id) {
    JobCounter count = byEntry.get(id);
    if (count == null && byEntry.size() < MOST_NAMES) {
      count = new JobCounter(context, ExceptionList.suppressedBy(id));
      byEntry.put(id, count);
    }
    if (count != null) {
      count.increase();
    }
  }

  private void report(List<ExceptionEntry> entries) {
    if (!entries.isEmpty()) {
      expired.increase();
    }
    for (ExceptionEntry entry : entries) {
      if (reported.size() < MOST_NAMES && reported.add(entry.id())) {
        LOG.warn(
            "Exception {} has expired: an alert that it would have held back leaves", entry.id());
      }
    }
  }
}
