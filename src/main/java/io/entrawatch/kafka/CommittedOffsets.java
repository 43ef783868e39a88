// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** The places in topics at which a consumer group has stopped, and what is around them. */
final class CommittedOffsets {
  /** So few records are looked at for the time of a place: a sender's clock may be wrong in one. */
  private static final int LOOKED_AT = 10;

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int MOST_POLLS = 60;
  private static final long NO_TIME = -1;

  private final Consumer<byte[], byte[]> consumer;
  private final ToLongFunction<String> keptSince;
  private final Map<TopicPartition, Long> beginnings;
  private final Map<TopicPartition, Long> ends;
  private final Map<TopicPartition, Long> places = new HashMap<>();

  /** Partitions whose last records have no timestamps, so that no time tells where they are. */
  private final Set<TopicPartition> untimed = new HashSet<>();

  private long lost;

  /**
   * @param consumer with the group's id
   * @param keptSince from which Kafka timestamp on a topic's retention has taken nothing away; ms
   */
  CommittedOffsets(
      Consumer<byte[], byte[]> consumer, List<String> topics, ToLongFunction<String> keptSince) {
    this.consumer = consumer;
    this.keptSince = keptSince;
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    // First, and all at once: the client warns of answers about partitions that are not assigned.
    consumer.assign(partitions);
    consumer.pause(partitions);
    beginnings = consumer.beginningOffsets(partitions);
    ends = consumer.endOffsets(partitions);
    consumer.committed(new HashSet<>(partitions)).forEach(this::add);
  }

  /** A place beyond the end is one of an earlier topic of that name. */
  private void add(TopicPartition partition, OffsetAndMetadata committed) {
    if (committed != null && committed.offset() <= ends.get(partition)) {
      long beginning = beginnings.get(partition);
      lost += Math.max(0, beginning - committed.offset());
      places.put(partition, Math.max(beginning, committed.offset()));
    }
  }

  ReadBack readBack(LongUnaryOperator begin, Instant now) {
    if (places.isEmpty()) {
      return ReadBack.NONE;
    }
    long stopped = stopped(now.toEpochMilli());
    long wanted = begin.applyAsLong(stopped);
    Map<TopicPartition, Long> times = new HashMap<>();
    places.keySet().forEach(partition -> times.put(partition, Math.max(0, wanted)));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    Map<TopicPartition, Long> starts = new HashMap<>();
    long from = wanted;
    for (Map.Entry<TopicPartition, Long> place : places.entrySet()) {
      TopicPartition partition = place.getKey();
      OffsetAndTimestamp first = found.get(partition);
      if (untimed.contains(partition)) {
        starts.put(partition, beginnings.get(partition));
        continue;
      }
      long start = first == null ? place.getValue() : Math.min(first.offset(), place.getValue());
      starts.put(partition, start);
      if (start == beginnings.get(partition) && start > 0) {
        long oldest = first == null ? stopped : first.timestamp();
        from = Math.max(from, Math.min(oldest, keptSince.applyAsLong(partition.topic())));
      }
    }
    return new ReadBack(starts, places, untimed.isEmpty() ? from : 0, wanted, stopped, lost);
  }

  /**
   * When the group stopped: the time of the first record that it has not read, and of the last ones
   * that it has. A partition in which nothing has come for long tells nothing.
   */
  private long stopped(long now) {
    long unread = now;
    long read = NO_TIME;
    for (Map.Entry<TopicPartition, Long> place : places.entrySet()) {
      TopicPartition partition = place.getKey();
      long offset = place.getValue();
      long before = Math.max(beginnings.get(partition), offset - LOOKED_AT);
      List<Long> last = times(partition, before, offset, LOOKED_AT);
      if (!last.isEmpty() && earliest(last) == NO_TIME) {
        untimed.add(partition);
      }
      read = Math.max(read, earliest(last));
      // Behind the place there may be markers of transactions, and what was rolled back.
      long next = earliest(times(partition, offset, ends.get(partition), 1));
      unread = next == NO_TIME ? unread : Math.min(unread, next);
    }
    return read == NO_TIME ? unread : Math.min(unread, read);
  }

  private static long earliest(List<Long> times) {
    return times.stream().mapToLong(Long::longValue).filter(t -> t > 0).min().orElse(NO_TIME);
  }

  /** The Kafka timestamps of the first records there. */
  private List<Long> times(TopicPartition partition, long from, long to, int most) {
    List<Long> times = new ArrayList<>();
    if (from >= to) {
      return times;
    }
    consumer.seek(partition, from);
    consumer.resume(List.of(partition));
    // The position, not the last record: markers of transactions take offsets as well.
    for (int i = 0;
        i < MOST_POLLS && times.size() < most && consumer.position(partition) < to;
        i++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < to && times.size() < most) {
          times.add(record.timestamp());
        }
      }
    }
    consumer.pause(List.of(partition));
    return times;
  }
}
