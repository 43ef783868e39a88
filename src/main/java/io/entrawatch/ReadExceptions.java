// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import io.entrawatch.allow.AllowList;
import io.entrawatch.allow.Change;
import io.entrawatch.allow.ChangeParser;
import io.entrawatch.signin.Count;
import io.entrawatch.source.KeyedRecord;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the records of the exceptions topic say, and reports those that cannot be obeyed: here
 * and not where they would be obeyed, which every rule does for itself.
 */
final class ReadExceptions extends RichMapFunction<KeyedRecord, Change> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReadExceptions.class);

  private final AllowList atStart;
  private final HashSet<String> rules;

  private transient ChangeParser parser;
  private transient Count broken;

  /**
   * @param atStart whose broken records were reported when it was read
   * @param rules the ids of all rules there are
   */
  ReadExceptions(AllowList atStart, Set<String> rules) {
    this.atStart = atStart;
    this.rules = new HashSet<>(rules);
  }

  @Override
  public void open(OpenContext context) {
    parser = new ChangeParser(rules);
    broken = new Count(getRuntimeContext(), AllowList.BROKEN);
  }

  @Override
  public Change map(KeyedRecord record) {
    Change change =
        parser.parse(
            record.topic(), record.key(), record.value(), record.partition(), record.offset());
    if (change.problem() != null && atStart.isOlderThan(change)) {
      broken.increase();
      LOG.warn(
          "The exception at partition {} offset {} is not obeyed: {}",
          change.partition(),
          change.offset(),
          change.problem());
    }
    return change;
  }
}
