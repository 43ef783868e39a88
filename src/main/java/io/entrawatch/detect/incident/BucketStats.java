// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.event.Event;

/**
 * The number of events in a {@link TimeBucket}, and what has changed in it.
 *
 * @param count events in the bucket
 * @param last the last event that the bucket accepts, in event order; null while it accepts all
 * @param news the first position, in event order, at which an event was added or removed since the
 *     windows were last evaluated; null if nothing has changed
 */
public record BucketStats(int count, Event last, EventOrderKey news) {

  static final BucketStats EMPTY = new BucketStats(0, null, null);

  BucketStats plus(Event event) {
    return new BucketStats(count + 1, last, earlier(EventOrderKey.of(event)));
  }

  BucketStats minus(Event event) {
    return new BucketStats(count - 1, last, earlier(EventOrderKey.of(event)));
  }

  BucketStats trimmed(int newCount, Event newLast) {
    return new BucketStats(newCount, newLast, news);
  }

  BucketStats evaluated() {
    return new BucketStats(count, last, null);
  }

  /** Whether events were dropped, or will be when the bucket is trimmed. */
  boolean isOver(int cap) {
    return last != null || count > cap;
  }

  private EventOrderKey earlier(EventOrderKey key) {
    return news == null || news.isAfter(key) ? key : news;
  }
}
