// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.util.Arrays;

/**
 * A line or Kafka message as a {@link MessageReader} has found it: where its records are, and how
 * those look that are settled by their looks. Bytes are not copied.
 *
 * @param bytes an array that it stands in, maybe amid others
 * @param whole where it stands
 * @param records its records if it is a batch of the usual form, else null
 */
record Message(byte[] bytes, Part whole, Part[] records) {
  /** Of a Kafka record without a value. */
  static final Message EMPTY = new Message(new byte[0], new Part(0, 0, null), null);

  /**
   * A part of the bytes.
   *
   * @param from the first of its bytes
   * @param to behind the last
   * @param look how it looks if it is a record that no rule takes; null if it must be read to tell
   */
  record Part(int from, int to, Look look) {
    int length() {
      return to - from;
    }

    private Part unseen() {
      return new Part(from, to, null);
    }
  }

  boolean isBatch() {
    return records != null;
  }

  /** The same, to be read in full. */
  Message unseen() {
    Part[] unseen =
        isBatch() ? Arrays.stream(records).map(Part::unseen).toArray(Part[]::new) : null;
    return new Message(bytes, whole.unseen(), unseen);
  }
}
