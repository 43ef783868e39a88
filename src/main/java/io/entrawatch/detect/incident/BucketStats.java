// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.event.Event;

/**
 * How full a {@link TimeBucket} is.
 *
 * @param count sign-ins in it
 * @param last the last sign-in that it takes, in their order; null while it takes all
 * @param news the first place, in the order, where a sign-in has come or gone since the windows
 *     were last looked at; null where none has
 */
public record BucketStats(int count, Event last, EventOrderKey news) {

  static final BucketStats EMPTY = new BucketStats(0, null, null);

  BucketStats plus(Event signIn) {
    return new BucketStats(count + 1, last, earlier(EventOrderKey.of(signIn)));
  }

  BucketStats minus(Event signIn) {
    return new BucketStats(count - 1, last, earlier(EventOrderKey.of(signIn)));
  }

  BucketStats cutDown(int most, Event newLast) {
    return new BucketStats(most, newLast, news);
  }

  BucketStats seen() {
    return new BucketStats(count, last, null);
  }

  /** Whether sign-ins were left out, or will be. */
  boolean isOver(int cap) {
    return last != null || count > cap;
  }

  private EventOrderKey earlier(EventOrderKey place) {
    return news == null || news.isAfter(place) ? place : news;
  }
}
