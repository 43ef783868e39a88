// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A range of topics' records, found out before a job reads it.
 *
 * @param starts the offset of the first record of each partition
 * @param ends the offset behind the last record of each partition
 * @param wholeFrom from this Kafka timestamp on nothing is missing, ms since the epoch; {@link
 *     Long#MIN_VALUE} where the topics are read from their very beginning
 * @param wholeTo up to this Kafka timestamp nothing is missing, exclusive
 */
public record KafkaRange(
    Map<TopicPartition, Long> starts,
    Map<TopicPartition, Long> ends,
    long wholeFrom,
    long wholeTo) {
  public KafkaRange {
    starts = Map.copyOf(starts);
    ends = Map.copyOf(ends);
  }

  /** How many records that is at most: compaction and transactions take offsets as well. */
  public long length() {
    return starts.entrySet().stream()
        .mapToLong(start -> Math.max(0, ends.get(start.getKey()) - start.getValue()))
        .sum();
  }
}
