// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.admission;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * How much there is of something in keyed state, which Flink cannot be asked without reading all of
 * it. Each subtask keeps a number and its checkpoints the numbers; after a rescaling a subtask's
 * own may be off, even below zero, and their sum is right.
 */
final class CheckpointedCounter {
  private final ListState<Long> kept;
  private long count;

  /** What the subtasks had when the checkpoint was taken is shared out. */
  CheckpointedCounter(FunctionInitializationContext context, String name) throws Exception {
    kept =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>(name, Types.LONG));
    for (long part : kept.get()) {
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
    kept.clear();
    kept.add(count);
  }
}
