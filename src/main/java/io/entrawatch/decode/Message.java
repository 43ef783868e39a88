// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import io.entrawatch.decode.prefilter.RecordSketch;

/**
 * A line or Kafka message after the {@link MessageReader}: the boundaries of its records, and the
 * sketches of those that went through the prefilter. Bytes are not copied.
 *
 * @param bytes an array that contains the message, perhaps among others
 * @param whole the bounds of the message
 * @param records its records if it is a batch of the usual form; otherwise null
 */
public record Message(byte[] bytes, Part whole, Part[] records) {
  /** The message of a Kafka record without a value. */
  public static final Message EMPTY =
      new Message(new byte[0], new Part(0, 0, 0, false, false, null), null);

  /**
   * A part of the bytes.
   *
   * @param from the offset of its first byte
   * @param to the offset after its last byte
   * @param flatTo before this offset it has no brace except its own first one
   * @param mayHaveBackslash whether there may be a backslash in it
   * @param prefiltered whether it went through the prefilter
   * @param sketch the sketch, if no rule can match the record; null if it must be read in full
   */
  public record Part(
      int from,
      int to,
      int flatTo,
      boolean mayHaveBackslash,
      boolean prefiltered,
      RecordSketch sketch) {
    public int length() {
      return to - from;
    }
  }

  boolean isBatch() {
    return records != null;
  }
}
