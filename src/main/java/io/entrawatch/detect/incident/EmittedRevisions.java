// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.AlertContent;
import io.entrawatch.alert.EmittedBefore;
import io.entrawatch.alert.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The last revision of each alert that has left, so that of one alert they only grow: whoever keeps
 * the highest would never see what leaves under a lower number.
 *
 * <p>A claim has a number of its own, which grows with its sets. A copy of a sign-in that has an
 * earlier ingest time may take it out of windows, and so make a set smaller that was told already.
 * From then on the alert is told above what was told of it: to its own number the same amount is
 * added each time.
 *
 * <p>Of an alert of which this job has told nothing, or less, an earlier one may have. Then it is
 * told again when it says no less than that (Elasticsearch may not have got it), or, should it have
 * become smaller, once all has been read again.
 */
final class EmittedRevisions {
  private static final MapStateDescriptor<Period, Long> SENT =
      new MapStateDescriptor<>("sent", TypeInformation.of(Period.class), Types.LONG);
  private static final MapStateDescriptor<Period, Long> RAISED =
      new MapStateDescriptor<>("raised", TypeInformation.of(Period.class), Types.LONG);

  private final SuppressionPeriods periods;
  private final MapState<Period, Long> sent;

  /** By how much what was sent is above its own number; of the few that have become smaller. */
  private final MapState<Period, Long> raised;

  private final EmittedBefore before;

  EmittedRevisions(RuntimeContext context, SuppressionPeriods periods, EmittedBefore before) {
    this.periods = periods;
    this.before = before;
    this.sent = context.getMapState(SENT);
    this.raised = context.getMapState(RAISED);
  }

  /**
   * The revision under which the claim is to be told; empty where it says nothing new.
   *
   * @param id of its alert
   */
  OptionalLong next(AlertCandidate claim, String id, long watermark) throws Exception {
    Long mine = sent.get(claim.period());
    Long others = before.of(id);
    // A job that is restored may have told more after its checkpoint.
    boolean byOthers = others != null && (mine == null || mine < others);
    Long last = byOthers ? others : mine;
    long own = claim.revision();
    if (last == null) {
      return OptionalLong.of(own);
    }
    long raise = raise(claim.period());
    long told = last - raise;
    if (own > told || (byOthers && own == told)) {
      return OptionalLong.of(own + raise);
    }
    boolean mayGrow = byOthers && !claim.closed() && watermark < before.until();
    // A copy that could take something from a final one is late. What makes it smaller is that its
    // windows are forgotten one by one, or that a reading was switched off.
    boolean isSmaller = AlertContent.size(own) < AlertContent.size(told);
    return isSmaller && !AlertContent.isClosed(last) && !mayGrow
        ? OptionalLong.of(above(last, own))
        : OptionalLong.empty();
  }

  private long raise(Period period) throws Exception {
    Long raise = raised.get(period);
    return raise == null ? 0 : raise;
  }

  /** The next number that says the same of whether the alert is final. */
  private static long above(long last, long own) {
    return AlertContent.isClosed(last + 1) == AlertContent.isClosed(own) ? last + 1 : last + 2;
  }

  /**
   * The claim leaves under that revision.
   *
   * @return whether nothing of the alert had left before, as far as exceptions let it
   */
  boolean add(AlertCandidate claim, String id, long revision) throws Exception {
    boolean isFirst = !sent.contains(claim.period()) && !before.hasLeft(id);
    sent.put(claim.period(), revision);
    if (revision != claim.revision()) {
      raised.put(claim.period(), revision - claim.revision());
    }
    return isFirst;
  }

  /**
   * Forgets the alerts that cannot be opened again.
   *
   * @param claimed periods of which windows are still kept
   */
  void forget(long watermark, Set<Period> claimed, NextTime next) throws Exception {
    List<Period> all = new ArrayList<>();
    sent.keys().forEach(all::add);
    for (Period period : all) {
      long forgottenAt = periods.forgottenAt(period);
      next.add(forgottenAt);
      if (forgottenAt <= watermark && !claimed.contains(period)) {
        sent.remove(period);
        raised.remove(period);
      }
    }
  }
}
