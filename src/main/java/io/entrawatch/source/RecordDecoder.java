// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.Times;
import io.entrawatch.source.DeadLetter.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns the bytes of one line or Kafka message into what they hold: any number of records, each of
 * the shape it has.
 *
 * <p>Where the rules say what they need, a {@link Glance} settles most records, and the rest are
 * read in full. Which sign-ins come out is the same either way.
 *
 * <p>Not for several threads.
 */
final class RecordDecoder implements Closeable {
  private final DecoderSettings settings;
  private final FullDecoder full;
  private final Outline outline = new Outline();

  /** Null where the rules don't say what they need. */
  private final Glance glance;

  private final Settled settled = new Settled();

  private final Consumer<Decoded> emit = this::emit;

  private byte[] bytes;
  private Place place;
  private Consumer<Decoded> out;

  /**
   * @throws GeoDatabases.UnusableException if a database that the settings name can't be used
   */
  RecordDecoder(DecoderSettings settings, Relevance relevance) {
    this.settings = settings;
    this.full = new FullDecoder(settings, relevance);
    Set<Needles> needles = Needles.of(relevance.needs());
    this.glance = needles.isEmpty() ? null : new Glance(settings, needles);
  }

  /** Decodes a line or message and hands on at least one value. */
  void decode(byte[] record, Place from, Consumer<Decoded> to) {
    decode(ByteBuffer.wrap(record), from, to);
  }

  /**
   * The same of what is left of a buffer over an array, which is not read any further. What is kept
   * of the bytes is kept in arrays of its own.
   */
  void decode(ByteBuffer record, Place from, Consumer<Decoded> to) {
    bytes = record.array();
    place = from;
    out = to;
    settled.begin(from);
    int start = record.arrayOffset() + record.position();
    decode(start, start + record.remaining());
    settled.handOn(to);
  }

  private void decode(int start, int end) {
    if (end - start > settings.maxBytes()) {
      beginApart(start, start + settings.maxBytes());
      full.reject(Reason.TOO_LARGE, (end - start) + " bytes, more than " + settings.maxBytes());
    } else if (place.arrival() < 0 || place.arrival() > Times.LAST) {
      beginApart(start, end);
      full.reject(Reason.INVALID_TIME, "the Kafka record's timestamp is " + place.arrival());
    } else if (outline.isOf(bytes, start, end)) {
      full.begin(bytes, place, emit);
      decodeBatch();
    } else if (!isSettled(start, end, 0)) {
      beginApart(start, end);
      full.decode();
    }
  }

  /** What is read in full or kept as a whole gets an array of its own. */
  private void beginApart(int start, int end) {
    full.begin(Arrays.copyOfRange(bytes, start, end), place, emit);
  }

  private void decodeBatch() {
    for (int i = 0; i < outline.size(); i++) {
      if (!isSettled(outline.from(i), outline.to(i), i)) {
        full.decodeElement(outline.from(i), outline.to(i), i);
      }
    }
  }

  private boolean isSettled(int from, int to, int index) {
    return glance != null
        && glance.settles(bytes, from, to, place)
        && settled.takes(glance.looks(), index);
  }

  private void emit(Decoded decoded) {
    settled.read(decoded);
    out.accept(decoded);
  }

  @Override
  public void close() throws IOException {
    full.close();
  }
}
