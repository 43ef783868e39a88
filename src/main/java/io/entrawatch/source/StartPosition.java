// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.time.Instant;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Where a job that has no state of its own begins to read a topic. */
public sealed interface StartPosition {
  /** The oldest record there is. */
  record Earliest() implements StartPosition {}

  /** What arrives from now on. */
  record Latest() implements StartPosition {}

  /** Where the consumer group stands; the oldest record where it stands nowhere. */
  record Committed() implements StartPosition {}

  /** The first record whose Kafka timestamp is not before the moment. */
  record At(Instant moment) implements StartPosition {}

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
