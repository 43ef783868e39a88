// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.record;

import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.event.Times;
import java.time.Duration;

/** Where in the input a record stands. */
public sealed interface RecordOrigin {
  /** The position in words, the same whenever the same input is read. */
  String text();

  /** The file, null for a topic. */
  String file();

  /** What has watermarks of its own: the partition, or the file. */
  Stream stream();

  /**
   * Whether another is of the same stream and easily seen to be: most of a stream come together.
   */
  boolean isBeside(RecordOrigin other);

  /**
   * A partition or a file.
   *
   * @param name the topic or the file
   * @param partition -1 for a file
   */
  record Stream(String name, int partition) {}

  /**
   * When the record had come at the latest, in ms since the epoch: its ingest time can't be later.
   */
  long arrival();

  /**
   * What stands for {@code event.ingested} in a record that has none and happened at {@code
   * timestamp}; {@link Decoded#NO_TIME} where nothing can.
   *
   * @param timestamp {@link Decoded#NO_TIME} if the record does not say
   */
  long ingested(long timestamp);

  /** Whether the place has a time that cannot be that of a record which happened then. */
  boolean isImplausible(long timestamp);

  DeadLetter deadLetter(Reason reason, String detail, byte[] bytes);

  /**
   * A record of a Kafka topic.
   *
   * @param timestamp Kafka's, in ms since the epoch
   */
  record InTopic(String topic, int partition, long offset, long timestamp) implements RecordOrigin {
    /** Longer than any sign-in is under way. */
    private static final long LONGEST_DELAY = Duration.ofHours(24).toMillis();

    @Override
    public String text() {
      return topic + "/" + partition + "/" + offset;
    }

    @Override
    public String file() {
      return null;
    }

    @Override
    public Stream stream() {
      return new Stream(topic, partition);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a consumer's records share the name of their topic
    public boolean isBeside(RecordOrigin other) {
      return other instanceof InTopic in && in.partition == partition && in.topic == topic;
    }

    @Override
    public long arrival() {
      return timestamp <= 0 || timestamp > Times.LAST ? Times.LAST : timestamp;
    }

    @Override
    public long ingested(long ofRecord) {
      return isImplausible(ofRecord) ? ofRecord : timestamp;
    }

    @Override
    public boolean isImplausible(long ofRecord) {
      return timestamp <= 0 || ofRecord == Decoded.NO_TIME || timestamp > ofRecord + LONGEST_DELAY;
    }

    @Override
    public DeadLetter deadLetter(Reason reason, String detail, byte[] bytes) {
      return new DeadLetter(
          reason.code(), detail, bytes, null, null, topic, partition, offset, timestamp);
    }
  }

  /**
   * A text of a file, which is most often a line.
   *
   * @param line the line it begins in, 1-based
   * @param before how many other texts begin in that line before it
   * @param startOfRun when the run began, in ms since the epoch
   */
  public record InFile(String file, long line, int before, long startOfRun)
      implements RecordOrigin {
    public InFile(String file, long line, long startOfRun) {
      this(file, line, 0, startOfRun);
    }

    @Override
    public String text() {
      return file + ":" + line + (before == 0 ? "" : "+" + before);
    }

    @Override
    public Stream stream() {
      return new Stream(file, -1);
    }

    @Override
    public boolean isBeside(RecordOrigin other) {
      return other instanceof InFile in && in.file.equals(file);
    }

    @Override
    public long arrival() {
      return startOfRun;
    }

    @Override
    public long ingested(long ofRecord) {
      return ofRecord;
    }

    @Override
    public boolean isImplausible(long ofRecord) {
      return false;
    }

    @Override
    public DeadLetter deadLetter(Reason reason, String detail, byte[] bytes) {
      return new DeadLetter(reason.code(), detail, bytes, file, line, null, null, null, null);
    }
  }
}
