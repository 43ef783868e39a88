// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.admission;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Counts elements of keyed state, because Flink cannot count them without reading all of them. Each
 * subtask keeps its own count and writes it to checkpoints. After rescaling, the count of one
 * subtask may be wrong, even below zero; the sum over all subtasks is right.
 */
final class CheckpointedCounter {
  private final ListState<Long> state;
  private long count;

  /** Restores the count. Flink distributes the counts of the checkpoint over the subtasks. */
  CheckpointedCounter(FunctionInitializationContext context, String name) throws Exception {
    state =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>(name, Types.LONG));
    for (long part : state.get()) {
      count += part;
    }
  }

  void add(long more) {
    count += more;
  }

  long count() {
    return count;
  }

  void snapshot() throws Exception {
    state.clear();
    state.add(count);
  }
}
