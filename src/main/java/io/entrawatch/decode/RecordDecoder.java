// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import io.entrawatch.decode.Message.Part;
import io.entrawatch.decode.prefilter.Prefilter;
import io.entrawatch.decode.prefilter.RecordSketch;
import io.entrawatch.decode.prefilter.SkippedRecords;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.GeoDatabases;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Turns a line or Kafka message into what it holds: any number of records, each of the shape it
 * has.
 *
 * <p>A record that is settled by its looks, those in the message or those of a {@link Prefilter}
 * taken here, is only counted; the rest are read in full. Which sign-ins come out is the same
 * either way.
 *
 * <p>Not for several threads.
 */
public final class RecordDecoder implements Closeable {
  private final int maxBytes;
  private final long maxSkew;
  private final FullDecoder full;

  /** Null where the rules don't say what they need: then every record is read in full. */
  private final Prefilter glance;

  private final SkippedRecords settled = new SkippedRecords();

  private final Consumer<Decoded> emit = this::emit;

  private Message message;
  private RecordOrigin place;
  private Consumer<Decoded> out;

  /**
   * @throws GeoDatabases.UnusableException if a database that the settings name can't be used
   */
  public RecordDecoder(DecoderSettings settings, Relevance relevance) {
    this.maxBytes = settings.maxBytes();
    this.maxSkew = settings.maxSkew().toMillis();
    this.full = new FullDecoder(settings, relevance);
    this.glance = Prefilter.of(settings, relevance);
  }

  /** Decodes a line or message and hands on at least one value. */
  public void decode(Message read, RecordOrigin from, Consumer<Decoded> to) {
    message = read;
    place = from;
    out = to;
    settled.begin(from);
    decode();
    settled.emit(to);
  }

  private void decode() {
    Part whole = message.whole();
    if (whole.length() > maxBytes) {
      beginApart(whole.from(), whole.from() + maxBytes);
      full.reject(Reason.TOO_LARGE, whole.length() + " bytes, more than " + maxBytes);
    } else if (message.isBatch()) {
      decodeBatch();
    } else if (!isSettled(whole, 0)) {
      beginApart(whole.from(), whole.to());
      full.decode();
    }
  }

  /** What is read in full or kept as a whole gets an array of its own. */
  private void beginApart(int from, int to) {
    full.begin(Arrays.copyOfRange(message.bytes(), from, to), place, emit);
  }

  private void decodeBatch() {
    Part[] records = message.records();
    full.begin(message.bytes(), place, emit);
    for (int i = 0; i < records.length; i++) {
      if (!isSettled(records[i], i)) {
        full.decodeElement(records[i].from(), records[i].to(), i);
      }
    }
  }

  private RecordSketch glance(Part record) {
    return glance.sketch(
        message.bytes(), record.from(), record.to(), record.flatTo(), record.mayHaveBackslash());
  }

  private boolean isSettled(Part record, int index) {
    if (glance == null) {
      return false;
    }
    RecordSketch look = record.seen() ? record.look() : glance(record);
    return look != null && look.hasPossibleTimes(place, maxSkew) && settled.skip(look, index);
  }

  private void emit(Decoded decoded) {
    settled.onDecoded(decoded);
    out.accept(decoded);
  }

  @Override
  public void close() throws IOException {
    full.close();
  }
}
