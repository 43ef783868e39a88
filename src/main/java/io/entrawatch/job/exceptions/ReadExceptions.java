// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.exceptions;

import io.entrawatch.event.JobCounter;
import io.entrawatch.exceptions.ExceptionChange;
import io.entrawatch.exceptions.ExceptionChangeParser;
import io.entrawatch.exceptions.ExceptionList;
import io.entrawatch.kafka.KeyedRecord;
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
final class ReadExceptions extends RichMapFunction<KeyedRecord, ExceptionChange> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReadExceptions.class);

  private final ExceptionList atStart;
  private final HashSet<String> rules;

  private transient ExceptionChangeParser parser;
  private transient JobCounter broken;

  /**
   * @param atStart whose broken records were reported when it was read
   * @param rules the ids of all rules there are
   */
  ReadExceptions(ExceptionList atStart, Set<String> rules) {
    this.atStart = atStart;
    this.rules = new HashSet<>(rules);
  }

  @Override
  public void open(OpenContext context) {
    parser = new ExceptionChangeParser(rules);
    broken = new JobCounter(getRuntimeContext(), ExceptionList.BROKEN);
  }

  @Override
  public ExceptionChange map(KeyedRecord record) {
    ExceptionChange change =
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
