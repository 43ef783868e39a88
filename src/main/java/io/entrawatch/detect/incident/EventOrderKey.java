// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.ConditionHit;
import io.entrawatch.event.Event;
import java.util.Comparator;

/** The place of a sign-in in the order that "first" means everywhere. */
public record EventOrderKey(long ingested, long timestamp, String uid) {

  static final Comparator<EventOrderKey> ORDER =
      Comparator.comparingLong(EventOrderKey::ingested)
          .thenComparingLong(EventOrderKey::timestamp)
          .thenComparing(EventOrderKey::uid);

  static EventOrderKey of(Event signIn) {
    return new EventOrderKey(signIn.ingested(), signIn.timestamp(), signIn.uid());
  }

  static EventOrderKey of(ConditionHit step) {
    return new EventOrderKey(step.ingested(), step.timestamp(), step.uid());
  }

  boolean isAfter(EventOrderKey other) {
    return ORDER.compare(this, other) > 0;
  }
}
