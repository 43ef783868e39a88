// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.alert.ConditionHit;
import io.entrawatch.event.Event;
import java.util.Comparator;

/** The sort key of an event. All uses of "first" follow this order. */
public record EventOrderKey(long ingested, long timestamp, String uid) {

  static final Comparator<EventOrderKey> ORDER =
      Comparator.comparingLong(EventOrderKey::ingested)
          .thenComparingLong(EventOrderKey::timestamp)
          .thenComparing(EventOrderKey::uid);

  static EventOrderKey of(Event event) {
    return new EventOrderKey(event.ingested(), event.timestamp(), event.uid());
  }

  static EventOrderKey of(ConditionHit hit) {
    return new EventOrderKey(hit.ingested(), hit.timestamp(), hit.uid());
  }

  boolean isAfter(EventOrderKey other) {
    return ORDER.compare(this, other) > 0;
  }
}
