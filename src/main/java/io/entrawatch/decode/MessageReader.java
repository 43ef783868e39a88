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
 * The first look at a line or Kafka message: finds its records, and glances at every other one. The
 * rest are for whoever decodes them, because that is another thread.
 *
 * <p>Not for several threads.
 */
public final class MessageReader {
  private final int maxBytes;
  private final BatchBoundaries outline = new BatchBoundaries();

  /** Null where the rules don't say what they need. */
  private final Prefilter glance;

  private boolean sawLast;

  public MessageReader(DecoderSettings settings, Relevance relevance) {
    maxBytes = settings.maxBytes();
    glance = Prefilter.of(settings, relevance);
  }

  public Message read(byte[] message) {
    return read(message, 0, message.length);
  }

  /** The same of what is left of a buffer over an array, which is not read any further. */
  public Message read(ByteBuffer message) {
    int from = message.arrayOffset() + message.position();
    return read(message.array(), from, from + message.remaining());
  }

  private Message read(byte[] bytes, int from, int to) {
    if (to - from > maxBytes) {
      return new Message(bytes, new Part(from, to, from, true, false, null), null);
    }
    if (!outline.findRecords(bytes, from, to)) {
      return new Message(bytes, part(bytes, from, to, from, true), null);
    }
    Part[] records = new Part[outline.size()];
    for (int i = 0; i < records.length; i++) {
      records[i] =
          part(bytes, outline.from(i), outline.to(i), outline.flatTo(i), outline.hasBackslash(i));
    }
    return new Message(bytes, new Part(from, to, from, true, false, null), records);
  }

  private Part part(byte[] bytes, int from, int to, int flatTo, boolean mayHaveBackslash) {
    sawLast = !sawLast && glance != null;
    RecordSketch look = sawLast ? glance.sketch(bytes, from, to, flatTo, mayHaveBackslash) : null;
    return new Part(from, to, flatTo, mayHaveBackslash, sawLast, look);
  }
}
