// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import java.io.Serializable;
import java.time.Duration;

/**
 * What makes one alert of many matches.
 *
 * @param period sign-ins of one group within one period, aligned to the epoch, make one alert;
 *     zero: each matching window makes its own
 * @param eventsPerWindow how many sign-ins of a group are kept for a window or an alert; numbers
 *     are exact up to this many and lower bounds beyond
 * @param eventsPerAlert how many an alert's document lists
 * @param revisions which revisions of an alert leave the job
 * @param ids how alerts are identified
 */
public record AlertPolicy(
    Duration period, int eventsPerWindow, int eventsPerAlert, Revisions revisions, AlertId ids)
    implements Serializable {

  /** With plain ids. */
  public AlertPolicy(
      Duration period, int eventsPerWindow, int eventsPerAlert, Revisions revisions) {
    this(period, eventsPerWindow, eventsPerAlert, revisions, AlertId.PLAIN);
  }

  /** Which revisions of an alert leave the job; the final one always does. */
  public sealed interface Revisions extends Serializable {}

  /**
   * The first at once, later ones as the alert grows.
   *
   * @param atMostEvery the least processing time between two revisions
   * @param before what was told before the job started
   */
  public record Live(Duration atMostEvery, EmittedBefore before) implements Revisions {
    public Live(Duration atMostEvery) {
      this(atMostEvery, EmittedBefore.NOTHING);
    }
  }

  public EmittedBefore before() {
    return revisions instanceof Live live ? live.before() : EmittedBefore.NOTHING;
  }

  /** The final one alone: for bounded input, where nobody waits for an early one. */
  public record FinalOnly() implements Revisions {}
}
