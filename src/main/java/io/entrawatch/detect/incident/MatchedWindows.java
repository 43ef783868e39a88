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
 * The windows in which a group matched, with what is known of each. What was found of an open
 * window is remembered, so that a look reads the sign-ins of those alone in which it may have
 * changed.
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

  /** Whether the window was not known before, and the rule still has its reading. */
  boolean add(MatchingWindow window) throws Exception {
    boolean isNew = incident.spec(window) != null && !windows.contains(window);
    if (isNew) {
      windows.put(window, WindowOutcome.open(incident.periods().first(window)));
    }
    return isNew;
  }

  boolean isAnyOf(List<MatchingWindow> some) throws Exception {
    for (MatchingWindow window : some) {
      if (windows.contains(window)) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() throws Exception {
    return windows.isEmpty();
  }

  /** What came of every window by now, in their order; without those that don't match after all. */
  SortedMap<MatchingWindow, WindowOutcome> outcomes(EventSnapshot kept) throws Exception {
    SortedMap<MatchingWindow, WindowOutcome> outcomes = new TreeMap<>(MatchingWindow.ORDER);
    for (Map.Entry<MatchingWindow, WindowOutcome> entry : all().entrySet()) {
      MatchingWindow window = entry.getKey();
      WindowOutcome outcome = entry.getValue();
      if (!outcome.settled()) {
        WindowOutcome now = incident.outcome(window, outcome, kept);
        if (!now.equals(outcome)) {
          windows.put(window, now);
        }
        outcome = now.completed() == null ? null : incident.told(window, now, kept);
      }
      if (outcome != null) {
        outcomes.put(window, outcome);
      }
    }
    kept.seen();
    return outcomes;
  }

  /**
   * Settles the windows that are closed at this watermark.
   *
   * @param outcomes of those that match; takes the settled ones
   * @return the newly settled ones, in their order
   */
  List<MatchingWindow> settle(SortedMap<MatchingWindow, WindowOutcome> outcomes, long watermark)
      throws Exception {
    List<MatchingWindow> settled = new ArrayList<>();
    for (Map.Entry<MatchingWindow, WindowOutcome> entry : outcomes.entrySet()) {
      if (!entry.getValue().settled() && isClosed(entry.getKey(), watermark)) {
        entry.setValue(entry.getValue().settle());
        windows.put(entry.getKey(), entry.getValue());
        settled.add(entry.getKey());
      }
    }
    return settled;
  }

  private boolean isClosed(MatchingWindow window, long watermark) {
    return incident.spec(window).closesAt(window.end()) <= watermark;
  }

  /**
   * Forgets the windows that nobody asks for any more.
   *
   * @return what came of those that remain, in their order
   */
  SortedMap<MatchingWindow, WindowOutcome> forget(long watermark) throws Exception {
    forgetUnread(watermark);
    SortedMap<MatchingWindow, WindowOutcome> all = all();
    Iterator<Map.Entry<MatchingWindow, WindowOutcome>> each = all.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<MatchingWindow, WindowOutcome> entry = each.next();
      boolean forgotten =
          entry.getValue().settled()
              ? incident.periods().isForgotten(entry.getValue(), watermark)
              : isClosed(entry.getKey(), watermark);
      if (forgotten) {
        windows.remove(entry.getKey());
        each.remove();
      }
    }
    return all;
  }

  /** Those of a reading that the rule no longer has: they stay for no longer than they last. */
  private void forgetUnread(long watermark) throws Exception {
    List<MatchingWindow> past = new ArrayList<>();
    for (MatchingWindow window : windows.keys()) {
      if (incident.spec(window) == null && window.end() <= watermark) {
        past.add(window);
      }
    }
    for (MatchingWindow window : past) {
      windows.remove(window);
    }
  }

  /** The times at which something is to be done about what is kept here. */
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

  /** In their order; without those of a reading that a restored job no longer has. */
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
