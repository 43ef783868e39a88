// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.source.Message.Part;
import java.nio.ByteBuffer;

/**
 * The first look at a line or Kafka message: finds its records, and glances at every other one. The
 * rest are for whoever decodes them, because that is another thread.
 *
 * <p>Not for several threads.
 */
final class MessageReader {
  private final int maxBytes;
  private final Outline outline = new Outline();

  /** Null where the rules don't say what they need. */
  private final Glance glance;

  private boolean sawLast;

  MessageReader(DecoderSettings settings, Relevance relevance) {
    maxBytes = settings.maxBytes();
    glance = Glance.of(settings, relevance);
  }

  Message read(byte[] message) {
    return read(message, 0, message.length);
  }

  /** The same of what is left of a buffer over an array, which is not read any further. */
  Message read(ByteBuffer message) {
    int from = message.arrayOffset() + message.position();
    return read(message.array(), from, from + message.remaining());
  }

  private Message read(byte[] bytes, int from, int to) {
    if (to - from > maxBytes) {
      return new Message(bytes, new Part(from, to, from, true, false, null), null);
    }
    if (!outline.isOf(bytes, from, to)) {
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
    Look look = sawLast ? glance.at(bytes, from, to, flatTo, mayHaveBackslash) : null;
    return new Part(from, to, flatTo, mayHaveBackslash, sawLast, look);
  }
}
