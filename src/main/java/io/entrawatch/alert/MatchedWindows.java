// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

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
  private static final MapStateDescriptor<Window, Outcome> WINDOWS =
      new MapStateDescriptor<>(
          "windows", TypeInformation.of(Window.class), TypeInformation.of(Outcome.class));

  private final Incident incident;
  private final MapState<Window, Outcome> windows;

  MatchedWindows(RuntimeContext context, Incident incident) {
    this.incident = incident;
    this.windows = context.getMapState(WINDOWS);
  }

  /** Whether the window was not known before, and the rule still has its reading. */
  boolean add(Window window) throws Exception {
    boolean isNew = incident.spec(window) != null && !windows.contains(window);
    if (isNew) {
      windows.put(window, Outcome.open(incident.periods().first(window)));
    }
    return isNew;
  }

  boolean isAnyOf(List<Window> some) throws Exception {
    for (Window window : some) {
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
  SortedMap<Window, Outcome> outcomes(KeptView kept) throws Exception {
    SortedMap<Window, Outcome> outcomes = new TreeMap<>(Window.ORDER);
    for (Map.Entry<Window, Outcome> entry : all().entrySet()) {
      Window window = entry.getKey();
      Outcome outcome = entry.getValue();
      if (!outcome.settled()) {
        Outcome now = incident.outcome(window, outcome, kept);
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
  List<Window> settle(SortedMap<Window, Outcome> outcomes, long watermark) throws Exception {
    List<Window> settled = new ArrayList<>();
    for (Map.Entry<Window, Outcome> entry : outcomes.entrySet()) {
      if (!entry.getValue().settled() && isClosed(entry.getKey(), watermark)) {
        entry.setValue(entry.getValue().settle());
        windows.put(entry.getKey(), entry.getValue());
        settled.add(entry.getKey());
      }
    }
    return settled;
  }

  private boolean isClosed(Window window, long watermark) {
    return incident.spec(window).closesAt(window.end()) <= watermark;
  }

  /**
   * Forgets the windows that nobody asks for any more.
   *
   * @return what came of those that remain, in their order
   */
  SortedMap<Window, Outcome> forget(long watermark) throws Exception {
    forgetUnread(watermark);
    SortedMap<Window, Outcome> all = all();
    Iterator<Map.Entry<Window, Outcome>> each = all.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Window, Outcome> entry = each.next();
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
    List<Window> past = new ArrayList<>();
    for (Window window : windows.keys()) {
      if (incident.spec(window) == null && window.end() <= watermark) {
        past.add(window);
      }
    }
    for (Window window : past) {
      windows.remove(window);
    }
  }

  /** The times at which something is to be done about what is kept here. */
  void addTimes(NextTime next) throws Exception {
    for (Map.Entry<Window, Outcome> entry : windows.entries()) {
      Window window = entry.getKey();
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
  private SortedMap<Window, Outcome> all() throws Exception {
    SortedMap<Window, Outcome> all = new TreeMap<>(Window.ORDER);
    for (Map.Entry<Window, Outcome> entry : windows.entries()) {
      if (incident.spec(entry.getKey()) != null) {
        all.put(entry.getKey(), entry.getValue());
      }
    }
    return all;
  }
}
