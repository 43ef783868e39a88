// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.record.Decoded;
import java.io.Serializable;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * What came out of each file of a bounded run. Beyond so many files the rest is one. Flink looks at
 * accumulators while they are written to, so the map is one that can take it.
 */
public final class FileCounts
    implements Accumulator<Decoded, ConcurrentSkipListMap<String, FileCounts.Tally>> {
  private static final long serialVersionUID = 1L;

  /** Stands for the files that have no tally of their own. */
  public static final String FURTHER_FILES = "further files";

  private static final int MOST_FILES = 1_000;

  private ConcurrentSkipListMap<String, Tally> tallies = new ConcurrentSkipListMap<>();

  /**
   * Of one file.
   *
   * @param lines that are not blank
   * @param records after unpacking
   * @param deadLetters lines or records
   */
  public record Tally(long lines, long records, long deadLetters) implements Serializable {
    Tally plus(Tally other) {
      return new Tally(
          lines + other.lines, records + other.records, deadLetters + other.deadLetters);
    }
  }

  @Override
  public void add(Decoded decoded) {
    if (decoded.file() != null) {
      boolean whole = decoded.index() == Decoded.WHOLE;
      add(
          decoded.file(),
          new Tally(
              whole || decoded.index() == 0 ? 1 : 0,
              decoded.records(),
              decoded.deadLetter() == null ? 0 : 1));
    }
  }

  private void add(String file, Tally tally) {
    boolean own = tallies.containsKey(file) || tallies.size() < MOST_FILES;
    tallies.merge(own ? file : FURTHER_FILES, tally, Tally::plus);
  }

  @Override
  public ConcurrentSkipListMap<String, Tally> getLocalValue() {
    return tallies;
  }

  @Override
  public void resetLocal() {
    tallies.clear();
  }

  @Override
  public void merge(Accumulator<Decoded, ConcurrentSkipListMap<String, Tally>> other) {
    other.getLocalValue().forEach(this::add);
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public FileCounts clone() {
    FileCounts copy = new FileCounts();
    copy.tallies = new ConcurrentSkipListMap<>(tallies);
    return copy;
  }
}
