// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * What a window remembers of its sign-ins: just the numbers that the rule's condition compares, and
 * of distinct values no more than it asks for. Its size does not depend on how many sign-ins there
 * are. A Flink POJO, filled by {@link Rule#add}.
 */
public final class Accumulator {
  /** One for each column that the condition names, in the order of {@link Rule#boundedColumns}. */
  public List<Aggregator> counters = new ArrayList<>();
}
