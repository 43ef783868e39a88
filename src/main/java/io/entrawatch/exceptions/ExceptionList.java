// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The entries that are known when the job starts, before any alert.
 *
 * @param entries the valid entries
 * @param topic the topic that they were read from; empty if they come from a file or there are none
 * @param readTo the offset after the last record read, by partition of the topic
 */
public record ExceptionList(List<ExceptionEntry> entries, String topic, Map<Integer, Long> readTo)
    implements Serializable {
  /** Counts suppressed revisions of alerts. */
  public static final String SUPPRESSED = "exceptions.suppressed";

  /** Counts revisions that an expired entry would have suppressed. */
  public static final String EXPIRED = "exceptions.expired";

  /** Counts records of the topic that are invalid entries. */
  public static final String BROKEN = "exceptions.broken";

  private static final String BY = SUPPRESSED + "-by.";

  public static final ExceptionList EMPTY = new ExceptionList(List.of(), "", Map.of());

  public ExceptionList {
    entries = List.copyOf(entries);
    readTo = Map.copyOf(readTo);
  }

  /**
   * Whether a change came after this list was read. The result is false for a change from another
   * topic. Reason: if a job is restarted with another topic, its state still has the changes of the
   * old topic, and its source still reads that topic as well.
   */
  public boolean isOlderThan(ExceptionChange change) {
    return topic.equals(change.topic())
        && change.offset() >= readTo.getOrDefault(change.partition(), 0L);
  }

  /** The name of the counter of the alerts that one entry suppressed. */
  static String suppressedBy(String id) {
    return BY + id;
  }

  /** The id of the entry that this counter belongs to; null if it belongs to none. */
  public static String entryOf(String count) {
    return count.startsWith(BY) ? count.substring(BY.length()) : null;
  }
}
