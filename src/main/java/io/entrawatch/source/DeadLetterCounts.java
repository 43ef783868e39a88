// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.record.DeadLetter;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * How often dead letters of a bounded run said what. Beyond so many texts the rest is not counted.
 * Flink looks at accumulators while they are written to, so the map is one that can take it.
 */
public final class DeadLetterCounts
    implements Accumulator<DeadLetter, ConcurrentSkipListMap<String, Long>> {
  private static final long serialVersionUID = 1L;

  private static final int MOST_TEXTS = 1_000;

  private ConcurrentSkipListMap<String, Long> counts = new ConcurrentSkipListMap<>();

  /** Between the reason and the detail of a text that is counted. */
  public static final String SEPARATOR = ": ";

  @Override
  public void add(DeadLetter deadLetter) {
    add(deadLetter.reason() + SEPARATOR + deadLetter.detail(), 1);
  }

  private void add(String text, long count) {
    if (counts.containsKey(text) || counts.size() < MOST_TEXTS) {
      counts.merge(text, count, Long::sum);
    }
  }

  @Override
  public ConcurrentSkipListMap<String, Long> getLocalValue() {
    return counts;
  }

  @Override
  public void resetLocal() {
    counts.clear();
  }

  @Override
  public void merge(Accumulator<DeadLetter, ConcurrentSkipListMap<String, Long>> other) {
    other.getLocalValue().forEach(this::add);
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public DeadLetterCounts clone() {
    DeadLetterCounts copy = new DeadLetterCounts();
    copy.counts = new ConcurrentSkipListMap<>(counts);
    return copy;
  }
}
