// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Where a job that has no state of its own begins to read a topic. */
public sealed interface StartPosition extends Serializable {
  /** The oldest record there is. */
  record Earliest() implements StartPosition {}

  /** What arrives from now on. */
  record Latest() implements StartPosition {}

  /** Where the consumer group stands; the oldest record where it stands nowhere. */
  record Committed() implements StartPosition {}

  /** The first record whose Kafka timestamp is not before the moment. */
  record At(Instant moment) implements StartPosition {}

  /**
   * Reads {@code earliest}, {@code latest}, {@code committed} or {@code timestamp:TIME}.
   *
   * @throws IllegalArgumentException if it is none of them
   * @throws java.time.DateTimeException if the time is not one
   */
  static StartPosition parse(String text) {
    String prefix = "timestamp:";
    if (text.startsWith(prefix)) {
      return new At(time(text.substring(prefix.length()).strip()));
    }
    StartPosition start =
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

  /** The same in the connector's words. */
  default OffsetsInitializer offsets() {
    if (this instanceof Earliest) {
      return OffsetsInitializer.earliest();
    }
    if (this instanceof Latest) {
      return OffsetsInitializer.latest();
    }
    if (this instanceof At at) {
      return OffsetsInitializer.timestamp(at.moment().toEpochMilli());
    }
    return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
  }
}
