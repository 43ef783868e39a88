// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The entries that are known when the job starts, which is before any alert.
 *
 * @param entries those that can be obeyed
 * @param topic that they were read from; empty where they come from a file or there are none
 * @param readTo of the topic, by partition, the offset behind what was read
 */
public record ExceptionList(List<ExceptionEntry> entries, String topic, Map<Integer, Long> readTo)
    implements Serializable {
  /** Counts revisions of alerts that were held back. */
  public static final String SUPPRESSED = "exceptions.suppressed";

  /** Counts revisions that an entry would have held back, had it not expired. */
  public static final String EXPIRED = "exceptions.expired";

  /** Counts records of the topic that are no entry that can be obeyed. */
  public static final String BROKEN = "exceptions.broken";

  private static final String BY = SUPPRESSED + "-by.";

  public static final ExceptionList EMPTY = new ExceptionList(List.of(), "", Map.of());

  public ExceptionList {
    entries = List.copyOf(entries);
    readTo = Map.copyOf(readTo);
  }

  /**
   * Whether a change came after what was read. One of another topic says nothing here: a job that
   * is started anew with another topic has those of the old one in its state, and its source goes
   * on reading that as well.
   */
  public boolean isOlderThan(ExceptionChange change) {
    return topic.equals(change.topic())
        && change.offset() >= readTo.getOrDefault(change.partition(), 0L);
  }

  /** The count of what one entry held back. */
  static String suppressedBy(String id) {
    return BY + id;
  }

  /** The id of the entry whose count this is; null where it is none. */
  public static String entryOf(String count) {
    return count.startsWith(BY) ? count.substring(BY.length()) : null;
  }
}
