// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import java.util.HashSet;
import java.util.Set;

/** The running number of one aggregation; a plain mutable Flink POJO, part of window state. */
public final class Aggregator {
  /** The number so far; for distinct values, how many are remembered. */
  public long number;

  /** The values that make the number, where it counts distinct ones. */
  public Set<String> distinct = new HashSet<>();

  void increase(long by) {
    number += by;
  }

  void remember(String value) {
    if (distinct.add(value)) {
      number++;
    }
  }
}
