// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** Where in its topics a job begins that has no checkpoint to go on from. */
public sealed interface Start extends Serializable {
  /** At the oldest record that is kept. */
  record Earliest() implements Start {}

  /** With the records that come after the start. */
  record Latest() implements Start {}

  /** Where the consumer group left off; a group that never committed begins at the earliest. */
  record Committed() implements Start {}

  /** With the first record of that time or later. */
  record At(Instant time) implements Start {}

  /**
   * Reads {@code earliest}, {@code latest}, {@code committed} or {@code timestamp:TIME}.
   *
   * @throws IllegalArgumentException if it is none of them
   * @throws java.time.DateTimeException if the time is not one
   */
  static Start parse(String text) {
    String prefix = "timestamp:";
    if (text.startsWith(prefix)) {
      return new At(time(text.substring(prefix.length()).strip()));
    }
    Start start =
        Map.of("earliest", new Earliest(), "latest", new Latest(), "committed", new Committed())
            .get(text);
    if (start == null) {
      throw new IllegalArgumentException(text);
    }
    return start;
  }

  /** A time, ISO-8601 or ms since the epoch. */
  static Instant time(String text) {
    boolean epochMillis = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    return epochMillis
        ? Instant.ofEpochMilli(Long.parseLong(text))
        : OffsetDateTime.parse(text).toInstant();
  }
}
