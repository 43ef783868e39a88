// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.MatchingWindow;
import io.entrawatch.alert.Period;
import io.entrawatch.alert.WindowOutcome;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The matching windows of a group and their outcomes. The outcome of an open window is stored. An
 * evaluation then reads only the events of windows whose outcome may have changed.
 */
final class MatchedWindows {
  private static final MapStateDescriptor<MatchingWindow, WindowOutcome> WINDOWS =
      new MapStateDescriptor<>(
          "windows",
          TypeInformation.of(MatchingWindow.class),
          TypeInformation.of(WindowOutcome.class));

  private final Incident incident;
  private final MapState<MatchingWindow, WindowOutcome> windows;

  MatchedWindows(RuntimeContext context, Incident incident) {
    this.incident = incident;
    this.windows = context.getMapState(WINDOWS);
  }

  /**
   * Adds a window. Returns false if it is known already, or if the rule no longer has its reading.
   */
  boolean add(MatchingWindow window) throws Exception {
    boolean isNew = incident.spec(window) != null && !windows.contains(window);
    if (isNew) {
      windows.put(window, WindowOutcome.open(incident.periods().first(window)));
    }
    return isNew;
  }

  boolean isAnyOf(List<MatchingWindow> candidates) throws Exception {
    for (MatchingWindow window : candidates) {
      if (windows.contains(window)) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() throws Exception {
    return windows.isEmpty();
  }

  /**
   * The current outcomes of all matching windows, in order. Windows that do not match after all are
   * left out.
   */
  SortedMap<MatchingWindow, WindowOutcome> outcomes(EventSnapshot snapshot) throws Exception {
    SortedMap<MatchingWindow, WindowOutcome> outcomes = new TreeMap<>(MatchingWindow.ORDER);
    for (Map.Entry<MatchingWindow, WindowOutcome> entry : all().entrySet()) {
      MatchingWindow window = entry.getKey();
      WindowOutcome outcome = entry.getValue();
      if (!outcome.settled()) {
        WindowOutcome now = incident.outcome(window, outcome, snapshot);
        if (!now.equals(outcome)) {
          windows.put(window, now);
        }
        outcome = now.completed() == null ? null : incident.withPeriods(window, now, snapshot);
      }
      if (outcome != null) {
        outcomes.put(window, outcome);
      }
    }
    snapshot.markEvaluated();
    return outcomes;
  }

  /**
   * Makes the outcomes final of the windows that are closed at this watermark.
   *
   * @param outcomes of the matching windows; receives the final outcomes
   * @return the windows that have become final, in their order
   */
  List<MatchingWindow> close(SortedMap<MatchingWindow, WindowOutcome> outcomes, long watermark)
      throws Exception {
    List<MatchingWindow> closed = new ArrayList<>();
    for (Map.Entry<MatchingWindow, WindowOutcome> entry : outcomes.entrySet()) {
      if (!entry.getValue().settled() && isClosed(entry.getKey(), watermark)) {
        entry.setValue(entry.getValue().close());
        windows.put(entry.getKey(), entry.getValue());
        closed.add(entry.getKey());
      }
    }
    return closed;
  }

  private boolean isClosed(MatchingWindow window, long watermark) {
    return incident.spec(window).closesAt(window.end()) <= watermark;
  }

  /**
   * Forgets the windows that are no longer needed.
   *
   * @return the outcomes of the remaining windows, in their order
   */
  SortedMap<MatchingWindow, WindowOutcome> forget(long watermark) throws Exception {
    forgetUnusedReadings(watermark);
    SortedMap<MatchingWindow, WindowOutcome> all = all();
    Iterator<Map.Entry<MatchingWindow, WindowOutcome>> each = all.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<MatchingWindow, WindowOutcome> entry = each.next();
      boolean isForgotten =
          entry.getValue().settled()
              ? incident.periods().isForgotten(entry.getValue(), watermark)
              : isClosed(entry.getKey(), watermark);
      if (isForgotten) {
        windows.remove(entry.getKey());
        each.remove();
      }
    }
    return all;
  }

  /** Forgets windows of readings that the rule no longer has, at their end. */
  private void forgetUnusedReadings(long watermark) throws Exception {
    List<MatchingWindow> ended = new ArrayList<>();
    for (MatchingWindow window : windows.keys()) {
      if (incident.spec(window) == null && window.end() <= watermark) {
        ended.add(window);
      }
    }
    for (MatchingWindow window : ended) {
      windows.remove(window);
    }
  }

  /** Adds the times at which a stored window or its periods need processing. */
  void addTimes(NextTime next) throws Exception {
    for (Map.Entry<MatchingWindow, WindowOutcome> entry : windows.entries()) {
      MatchingWindow window = entry.getKey();
      if (incident.spec(window) == null) {
        next.add(window.end());
      } else if (entry.getValue().settled()) {
        for (Period period : entry.getValue().periods()) {
          next.add(incident.periods().closesAt(period));
          next.add(incident.periods().forgottenAt(period));
        }
      } else {
        next.add(incident.spec(window).closesAt(window.end()));
      }
    }
  }

  /** All windows in their order, without those of readings that the rule no longer has. */
  private SortedMap<MatchingWindow, WindowOutcome> all() throws Exception {
    SortedMap<MatchingWindow, WindowOutcome> all = new TreeMap<>(MatchingWindow.ORDER);
    for (Map.Entry<MatchingWindow, WindowOutcome> entry : windows.entries()) {
      if (incident.spec(entry.getKey()) != null) {
        all.put(entry.getKey(), entry.getValue());
      }
    }
    return all;
  }
}
