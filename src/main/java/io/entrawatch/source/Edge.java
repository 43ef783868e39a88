// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.time.Instant;
import java.util.Map;

/** One edge of a range of a topic's records. */
public sealed interface Edge {
  /** The first record whose Kafka timestamp is not before the moment. */
  record At(Instant moment) implements Edge {}

  /** As far as there are records. */
  record Unbounded() implements Edge {}

  /** Offsets by partition; one that is missing is unbounded. */
  record Offsets(Map<Integer, Long> byPartition) implements Edge {
    public Offsets {
      byPartition = Map.copyOf(byPartition);
    }
  }
}
