// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** One end of a range of records. */
public sealed interface Boundary extends Serializable {
  /** The first record of that time or later. */
  record At(Instant time) implements Boundary {}

  /** As far as there are records. */
  record Unbounded() implements Boundary {}

  /**
   * Offsets in the one topic that is read.
   *
   * @param byPartition a partition that is missing is read from its beginning, or to its end
   */
  record Offsets(Map<Integer, Long> byPartition) implements Boundary {
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
  static Boundary parse(String text, String unbounded) {
    String prefix = "offsets:";
    if (text.equals(unbounded)) {
      return new Unbounded();
    }
    if (!text.startsWith(prefix)) {
      return new At(Start.time(text));
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
