// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Some records at a stretch within a partition. A sample of a topic is many of them, so that it
 * costs little to read and yet shows the whole time.
 *
 * @param from the first offset
 * @param to behind the last one
 */
record SampleRun(TopicPartition partition, long from, long to) {
  /** Enough runs to see every hour, and each long enough to be worth a request. */
  private static final int LONGEST = 100;

  /** Offsets of a partition, of which there is one at least; {@code to} is behind the last. */
  record Offsets(long from, long to) {
    long count() {
      return to - from;
    }
  }

  /**
   * Runs that are spread evenly over the offsets: each partition has as large a part in them as in
   * the offsets.
   *
   * @param most how many offsets they may hold together; no fewer than there are partitions
   */
  static List<SampleRun> spread(Map<TopicPartition, Offsets> partitions, int most) {
    long all = partitions.values().stream().mapToLong(Offsets::count).sum();
    List<SampleRun> runs = new ArrayList<>();
    partitions.forEach(
        (partition, offsets) -> {
          double share = (double) offsets.count() / all;
          long quota = 1 + (long) (share * (most - partitions.size()));
          if (all <= most) {
            runs.add(new SampleRun(partition, offsets.from(), offsets.to()));
          } else {
            runs.addAll(spread(partition, offsets, quota));
          }
        });
    return runs;
  }

  /** The first begins with the offsets, and the last ends with them; a single one is the newest. */
  private static List<SampleRun> spread(TopicPartition partition, Offsets offsets, long quota) {
    long count = (quota + LONGEST - 1) / LONGEST;
    long length = quota / count;
    List<SampleRun> runs = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long from = count == 1 ? offsets.to() - length : start(offsets, length, i, count);
      runs.add(new SampleRun(partition, from, from + length));
    }
    return runs;
  }

  private static long start(Offsets offsets, long length, long index, long count) {
    double step = (double) (offsets.count() - length) / (count - 1);
    return offsets.from() + Math.round(index * step);
  }
}
