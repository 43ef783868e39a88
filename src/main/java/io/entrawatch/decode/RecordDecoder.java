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
 * Decodes a line or Kafka message into its records. There may be any number of them, each of its
 * own shape.
 *
 * <p>If a record's sketch shows that no rule can match it, the record is only counted. The sketch
 * comes with the message, or a {@link Prefilter} makes it here. All other records are read in full.
 * The emitted events are the same with and without the prefilter.
 *
 * <p>Not thread-safe.
 */
public final class RecordDecoder implements Closeable {
  private final int maxBytes;
  private final long maxSkew;
  private final FullDecoder full;

  /** Null if the rules do not declare what they need. Then every record is read in full. */
  private final Prefilter prefilter;

  private final SkippedRecords skipped = new SkippedRecords();

  private final Consumer<Decoded> emit = this::emit;

  private Message message;
  private RecordOrigin origin;
  private Consumer<Decoded> out;

  /**
   * @throws GeoDatabases.UnusableException if a database that the settings name can't be used
   */
  public RecordDecoder(DecoderSettings settings, Relevance relevance) {
    this.maxBytes = settings.maxBytes();
    this.maxSkew = settings.maxSkew().toMillis();
    this.full = new FullDecoder(settings, relevance);
    this.prefilter = Prefilter.of(settings, relevance);
  }

  /** Decodes a line or message. Emits at least one value. */
  public void decode(Message read, RecordOrigin from, Consumer<Decoded> to) {
    message = read;
    origin = from;
    out = to;
    skipped.begin(from);
    decode();
    skipped.emit(to);
  }

  private void decode() {
    Part whole = message.whole();
    if (whole.length() > maxBytes) {
      beginWithCopy(whole.from(), whole.from() + maxBytes);
      full.reject(Reason.TOO_LARGE, whole.length() + " bytes, more than " + maxBytes);
    } else if (message.isBatch()) {
      decodeBatch();
    } else if (!isSkipped(whole, 0)) {
      beginWithCopy(whole.from(), whole.to());
      full.decode();
    }
  }

  /** Gives the full decoder a copy of the bytes, because it may keep them. */
  private void beginWithCopy(int from, int to) {
    full.begin(Arrays.copyOfRange(message.bytes(), from, to), origin, emit);
  }

  private void decodeBatch() {
    Part[] records = message.records();
    full.begin(message.bytes(), origin, emit);
    for (int i = 0; i < records.length; i++) {
      if (!isSkipped(records[i], i)) {
        full.decodeElement(records[i].from(), records[i].to(), i);
      }
    }
  }

  private RecordSketch sketch(Part record) {
    return prefilter.sketch(
        message.bytes(), record.from(), record.to(), record.flatTo(), record.mayHaveBackslash());
  }

  private boolean isSkipped(Part record, int index) {
    if (prefilter == null) {
      return false;
    }
    RecordSketch sketch = record.prefiltered() ? record.sketch() : sketch(record);
    return sketch != null
        && sketch.hasPossibleTimes(origin, maxSkew)
        && skipped.skip(sketch, index);
  }

  private void emit(Decoded decoded) {
    skipped.onDecoded(decoded);
    out.accept(decoded);
  }

  @Override
  public void close() throws IOException {
    full.close();
  }
}
