// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import io.entrawatch.decode.prefilter.RecordSketch;

/**
 * A line or Kafka message as a {@link MessageReader} has found it: where its records are, and how
 * those look that it has glanced at. Bytes are not copied.
 *
 * @param bytes an array that it stands in, maybe amid others
 * @param whole where it stands
 * @param records its records if it is a batch of the usual form, else null
 */
public record Message(byte[] bytes, Part whole, Part[] records) {
  /** Of a Kafka record without a value. */
  public static final Message EMPTY =
      new Message(new byte[0], new Part(0, 0, 0, false, false, null), null);

  /**
   * A part of the bytes.
   *
   * @param from the first of its bytes
   * @param to behind the last
   * @param flatTo up to where, exclusive, no brace is known to stand in it but its own
   * @param mayHaveBackslash whether there may be a backslash in it
   * @param seen whether somebody has glanced at it
   * @param look how it looked if it is a record that no rule takes; else it must be read to tell
   */
  public record Part(
      int from, int to, int flatTo, boolean mayHaveBackslash, boolean seen, RecordSketch look) {
    public int length() {
      return to - from;
    }
  }

  boolean isBatch() {
    return records != null;
  }
}
