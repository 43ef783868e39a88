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
 * The last emitted revision of each alert. It ensures that the revisions of an alert only grow: a
 * reader that keeps the highest revision would ignore a lower one.
 *
 * <p>A candidate's revision is computed from the size of its sets. A copy of an event with an
 * earlier ingest time can remove the event from windows, and so make a set smaller after it was
 * emitted. From then on, a fixed amount is added to each computed revision of the alert, so that it
 * is above the last emitted one.
 *
 * <p>An earlier job may have emitted revisions of the alert that this job has not reached yet. The
 * alert is emitted again if its content is at least as large (Elasticsearch may have missed the
 * revision). If the content has become smaller, the alert is emitted again once all of the input
 * has been read again.
 */
final class EmittedRevisions {
  private static final MapStateDescriptor<Period, Long> EMITTED =
      new MapStateDescriptor<>("sent", TypeInformation.of(Period.class), Types.LONG);
  private static final MapStateDescriptor<Period, Long> OFFSETS =
      new MapStateDescriptor<>("raised", TypeInformation.of(Period.class), Types.LONG);

  private final SuppressionPeriods periods;
  private final MapState<Period, Long> emitted;

  /**
   * The amount added to the computed revision. Only the few alerts that have become smaller have
   * one.
   */
  private final MapState<Period, Long> offsets;

  private final EmittedBefore before;

  EmittedRevisions(RuntimeContext context, SuppressionPeriods periods, EmittedBefore before) {
    this.periods = periods;
    this.before = before;
    this.emitted = context.getMapState(EMITTED);
    this.offsets = context.getMapState(OFFSETS);
  }

  /**
   * The revision to emit for the candidate; empty if there is nothing new.
   *
   * @param id the alert's id
   */
  OptionalLong next(AlertCandidate candidate, String id, long watermark) throws Exception {
    Long ownLast = emitted.get(candidate.period());
    Long lastBefore = before.of(id);
    // Before it was restored, the job may have emitted more after its checkpoint.
    boolean isByEarlierJob = lastBefore != null && (ownLast == null || ownLast < lastBefore);
    Long last = isByEarlierJob ? lastBefore : ownLast;
    long computed = candidate.revision();
    if (last == null) {
      return OptionalLong.of(computed);
    }
    long offset = offset(candidate.period());
    long lastComputed = last - offset;
    if (computed > lastComputed || (isByEarlierJob && computed == lastComputed)) {
      return OptionalLong.of(computed + offset);
    }
    boolean mayGrow = isByEarlierJob && !candidate.closed() && watermark < before.until();
    // A final alert cannot become smaller by a copy: such a copy is late. It becomes smaller when
    // its windows are forgotten one by one, or when a reading was switched off.
    boolean isSmaller = AlertContent.size(computed) < AlertContent.size(lastComputed);
    return isSmaller && !AlertContent.isClosed(last) && !mayGrow
        ? OptionalLong.of(above(last, computed))
        : OptionalLong.empty();
  }

  private long offset(Period period) throws Exception {
    Long offset = offsets.get(period);
    return offset == null ? 0 : offset;
  }

  /** The next revision above the last one that is final exactly if the computed one is. */
  private static long above(long last, long computed) {
    return AlertContent.isClosed(last + 1) == AlertContent.isClosed(computed) ? last + 1 : last + 2;
  }

  /**
   * Records that the candidate is emitted under this revision.
   *
   * @return whether no revision of the alert had been emitted before; revisions held back by
   *     exceptions do not count
   */
  boolean add(AlertCandidate candidate, String id, long revision) throws Exception {
    boolean isFirst = !emitted.contains(candidate.period()) && !before.hasLeft(id);
    emitted.put(candidate.period(), revision);
    if (revision != candidate.revision()) {
      offsets.put(candidate.period(), revision - candidate.revision());
    }
    return isFirst;
  }

  /**
   * Forgets the alerts that cannot be opened again.
   *
   * @param activePeriods periods whose windows are still stored
   */
  void forget(long watermark, Set<Period> activePeriods, NextTime next) throws Exception {
    List<Period> all = new ArrayList<>();
    emitted.keys().forEach(all::add);
    for (Period period : all) {
      long forgottenAt = periods.forgottenAt(period);
      next.add(forgottenAt);
      if (forgottenAt <= watermark && !activePeriods.contains(period)) {
        emitted.remove(period);
        offsets.remove(period);
      }
    }
  }
}
