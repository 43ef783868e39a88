// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import io.entrawatch.decode.Message.Part;
import io.entrawatch.decode.prefilter.BatchBoundaries;
import io.entrawatch.decode.prefilter.Prefilter;
import io.entrawatch.decode.prefilter.RecordSketch;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import java.nio.ByteBuffer;

/**
 * Finds the records of a line or Kafka message, and runs every second one through the prefilter.
 * The {@link RecordDecoder} does the rest in another thread, so both threads share the work.
 *
 * <p>Not thread-safe.
 */
public final class MessageReader {
  private final int maxBytes;
  private final BatchBoundaries boundaries = new BatchBoundaries();

  /** Null if the rules do not declare what they need. */
  private final Prefilter prefilter;

  private boolean prefilteredLast;

  public MessageReader(DecoderSettings settings, Relevance relevance) {
    maxBytes = settings.maxBytes();
    prefilter = Prefilter.of(settings, relevance);
  }

  public Message read(byte[] message) {
    return read(message, 0, message.length);
  }

  /**
   * Reads the remaining bytes of a buffer that has an array. The buffer's position does not change.
   */
  public Message read(ByteBuffer message) {
    int from = message.arrayOffset() + message.position();
    return read(message.array(), from, from + message.remaining());
  }

  private Message read(byte[] bytes, int from, int to) {
    if (to - from > maxBytes) {
      return new Message(bytes, new Part(from, to, from, true, false, null), null);
    }
    if (!boundaries.findRecords(bytes, from, to)) {
      return new Message(bytes, part(bytes, from, to, from, true), null);
    }
    Part[] records = new Part[boundaries.size()];
    for (int i = 0; i < records.length; i++) {
      records[i] =
          part(
              bytes,
              boundaries.from(i),
              boundaries.to(i),
              boundaries.flatTo(i),
              boundaries.hasBackslash(i));
    }
    return new Message(bytes, new Part(from, to, from, true, false, null), records);
  }

  private Part part(byte[] bytes, int from, int to, int flatTo, boolean mayHaveBackslash) {
    prefilteredLast = !prefilteredLast && prefilter != null;
    RecordSketch sketch =
        prefilteredLast ? prefilter.sketch(bytes, from, to, flatTo, mayHaveBackslash) : null;
    return new Part(from, to, flatTo, mayHaveBackslash, prefilteredLast, sketch);
  }
}
