// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.source.Message.Part;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The first look at a line or Kafka message: finds its records, and glances at each.
 *
 * <p>Not for several threads.
 */
final class MessageReader {
  private final int maxBytes;
  private final Outline outline = new Outline();

  /** Null where the rules don't say what they need. */
  private final Glance glance;

  MessageReader(DecoderSettings settings, Relevance relevance) {
    maxBytes = settings.maxBytes();
    Set<Needles> needles = Needles.of(relevance.needs());
    glance = needles.isEmpty() ? null : new Glance(settings, needles);
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
      return new Message(bytes, new Part(from, to, null), null);
    }
    if (!outline.isOf(bytes, from, to)) {
      return new Message(bytes, part(bytes, from, to, true), null);
    }
    Part[] records = new Part[outline.size()];
    for (int i = 0; i < records.length; i++) {
      records[i] = part(bytes, outline.from(i), outline.to(i), outline.hasBackslash(i));
    }
    return new Message(bytes, new Part(from, to, null), records);
  }

  private Part part(byte[] bytes, int from, int to, boolean mayHaveBackslash) {
    Look look = glance == null ? null : glance.at(bytes, from, to, mayHaveBackslash);
    return new Part(from, to, look);
  }
}
