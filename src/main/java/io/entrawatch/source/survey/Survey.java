// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source.survey;

import io.entrawatch.decode.record.Shape;
import io.entrawatch.event.Field;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What was found in a sample of the input, before any rule looks at it.
 *
 * @param samples what was looked at
 * @param messages Kafka messages, or lines that are not blank
 * @param emptyBatches messages without any record
 * @param records what was found in the messages, whatever became of it; a message that is a dead
 *     letter as a whole is one
 * @param shapes records that are no dead letters, by shape
 * @param deadLetters by the code of their reason, each with its details
 * @param otherLogs records of other logs, by category
 */
public record Survey(
    List<Sample> samples,
    long messages,
    long emptyBatches,
    long records,
    Map<Shape, Long> shapes,
    Map<String, NameCounts> deadLetters,
    NameCounts otherLogs,
    SignIns signIns) {

  /** A part of the input that was looked at. */
  public sealed interface Sample {}

  /**
   * A topic.
   *
   * @param messages that were read
   * @param available messages among which they were chosen
   * @param ofLastDay whether these are of the last 24 hours; else there are none, and they are the
   *     newest of the topic
   * @param stopped whether reading took too long and was ended
   * @param arrived by Kafka's timestamps; null if nothing was read
   */
  public record Topic(
      String name,
      long messages,
      long available,
      boolean ofLastDay,
      boolean stopped,
      TimeRange arrived)
      implements Sample {}

  /**
   * Files.
   *
   * @param files how many were opened
   * @param stopped whether there was more than is read
   */
  public record Files(int files, boolean stopped) implements Sample {}

  /** From the first to the last moment, both in ms since the epoch. */
  public record TimeRange(long first, long last) {
    /** The two together; null stands for no time. */
    static TimeRange including(TimeRange range, long moment) {
      return range == null
          ? new TimeRange(moment, moment)
          : new TimeRange(Math.min(range.first, moment), Math.max(range.last, moment));
    }
  }

  /**
   * The sign-ins of the sample.
   *
   * @param happened null if there are none
   * @param withValue how many have a value in the field
   * @param delays how many arrived so many ms after they had happened, of those that tell
   * @param answers how many each question is true of
   */
  public record SignIns(
      long count,
      TimeRange happened,
      NameCounts categories,
      NameCounts tenants,
      Map<Field, Long> withValue,
      SortedMap<Long, Long> delays,
      Map<String, Long> answers) {}

  /** All dead letters. */
  public long allDeadLetters() {
    return deadLetters.values().stream().mapToLong(NameCounts::total).sum();
  }
}
