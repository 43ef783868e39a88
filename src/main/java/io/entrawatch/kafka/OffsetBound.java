// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** One edge of a range of a topic's records. */
public sealed interface OffsetBound extends Serializable {
  /** The first record whose Kafka timestamp is not before the moment. */
  record At(Instant moment) implements OffsetBound {}

  /** As far as there are records. */
  record Unbounded() implements OffsetBound {}

  /** Offsets by partition; one that is missing is unbounded. */
  record Offsets(Map<Integer, Long> byPartition) implements OffsetBound {
    public Offsets {
      byPartition = Map.copyOf(byPartition);
    }
  }

  /**
   * Reads a time, {@code offsets:0=120,1=95} or the word for what is not bounded.
   *
   * @throws IllegalArgumentException if it is none of them
   * @throws java.time.DateTimeException if the time is not one
   */
  static OffsetBound parse(String text, String unbounded) {
    String prefix = "offsets:";
    if (text.equals(unbounded)) {
      return new Unbounded();
    }
    if (!text.startsWith(prefix)) {
      return new At(StartPosition.time(text));
    }
    Map<Integer, Long> offsets = new TreeMap<>();
    for (String each : text.substring(prefix.length()).split(",", -1)) {
      String[] parts = each.split("=", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException(text);
      }
      int partition = Integer.parseUnsignedInt(parts[0].strip());
      if (offsets.put(partition, Long.parseUnsignedLong(parts[1].strip())) != null) {
        throw new IllegalArgumentException(text);
      }
    }
    return new Offsets(offsets);
  }
}
