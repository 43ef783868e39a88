// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.CategoryNames;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Collects the {@link ShapeMarker}s of a record and derives its {@link RecordSketch}: the shape and
 * the times that it seems to have.
 */
final class SketchReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long BRACES = '{' * EACH;

  private static final byte[] QUOTE = ascii("\"");
  private static final byte[] ESCAPED_QUOTE = ascii("\\\"");

  private static final byte[] PROPERTIES = ascii("\"properties");
  private static final byte[] ORIGINAL = ascii("original\":\"{");
  private static final byte[] CATEGORY = ascii("category");

  /**
   * How an ECS document usually begins, if nothing is wrapped around it: with a member of ECS or of
   * Elastic's own.
   */
  private static final List<byte[]> DOCUMENT_STARTS =
      Stream.of(
              "{\"@",
              "{\"agent",
              "{\"azure",
              "{\"client",
              "{\"cloud",
              "{\"data_stream",
              "{\"ecs",
              "{\"elastic_agent",
              "{\"event",
              "{\"host",
              "{\"input",
              "{\"message",
              "{\"related",
              "{\"source",
              "{\"tags",
              "{\"user")
          .map(SketchReader::ascii)
          .toList();

  private static final List<byte[]> CATEGORIES =
      CategoryNames.all().stream().map(SketchReader::ascii).toList();

  private final boolean createdFirst;
  private final PlainTime times = new PlainTime();
  private final int[] count = new int[ShapeMarker.values().length];
  private final int[] start = new int[count.length];
  private final int[] end = new int[count.length];

  private byte[] text;
  private int begin;
  private int to;
  private int flatTo;

  SketchReader(DecoderSettings settings) {
    createdFirst = settings.timestampSource() == TimestampSource.CREATED_DATE_TIME;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void clear() {
    Arrays.fill(count, 0);
  }

  /** Notes that the marker occurs from {@code from} to {@code after}, exclusive. */
  void add(ShapeMarker marker, int from, int after) {
    count[marker.ordinal()]++;
    start[marker.ordinal()] = from;
    end[marker.ordinal()] = after;
  }

  /** The sketch of a record with these markers; null if it is not of a usual form. */
  RecordSketch sketch(byte[] record, int from, int after, int flat) {
    text = record;
    begin = from;
    to = after;
    flatTo = flat;
    if (has(ShapeMarker.RECORDS)) {
      return null;
    }
    if (has(ShapeMarker.MESSAGE)) {
      boolean usual =
          isOnce(ShapeMarker.MESSAGE) && !has(ShapeMarker.INGESTED) && has(ShapeMarker.DATASET);
      return usual
          ? azureSketch(Shape.AGENT, end[ShapeMarker.MESSAGE.ordinal()], ESCAPED_QUOTE)
          : null;
    }
    if (!has(ShapeMarker.INGESTED) && !has(ShapeMarker.DATASET)) {
      return azureSketch(Shape.RAW, from + 1, QUOTE);
    }
    return has(ShapeMarker.SIGN_INS) && startsAsDocument(from) ? ecsSketch() : null;
  }

  private boolean startsAsDocument(int from) {
    for (byte[] usual : DOCUMENT_STARTS) {
      if (matches(from, usual)) {
        return true;
      }
    }
    return false;
  }

  private boolean has(ShapeMarker marker) {
    return count[marker.ordinal()] > 0;
  }

  private boolean isOnce(ShapeMarker marker) {
    return count[marker.ordinal()] == 1;
  }

  /** Whether the document seems to contain no other event than the one it was made from. */
  private boolean isOnlyEvent() {
    int signIns = count[ShapeMarker.SIGN_INS.ordinal()];
    return has(ShapeMarker.CREATED)
        ? isOnce(ShapeMarker.CREATED)
            && signIns <= 2
            && isInEventOriginal(start[ShapeMarker.CREATED.ordinal()])
        : signIns <= 1;
  }

  /** Whether {@code event.original} begins before this offset. Few documents have it. */
  private boolean isInEventOriginal(int after) {
    for (int at = after - ORIGINAL.length; at >= begin; at--) {
      if (text[at] == ORIGINAL[0] && matches(at, ORIGINAL)) {
        return true;
      }
    }
    return false;
  }

  private RecordSketch ecsSketch() {
    if (!isOnce(ShapeMarker.TIMESTAMP) || !isOnlyEvent()) {
      return null;
    }
    long timestamp = timeAfter(end[ShapeMarker.TIMESTAMP.ordinal()] - 1, QUOTE);
    long ingested = timestamp;
    if (isOnce(ShapeMarker.INGESTED)) {
      ingested = timeAfter(end[ShapeMarker.INGESTED.ordinal()] - 1, QUOTE);
    } else if (has(ShapeMarker.INGESTED) || has(ShapeMarker.CREATED)) {
      return null;
    }
    boolean bothKnown = timestamp != PlainTime.NONE && ingested != PlainTime.NONE;
    return bothKnown ? new RecordSketch(Shape.ECS, timestamp, ingested, 0) : null;
  }

  /**
   * The sketch of a record as Azure Monitor writes it. Scalars come first, including the category.
   * Then comes {@code properties}, which has the time of the event.
   *
   * @param from the offset after the record's first brace
   */
  private RecordSketch azureSketch(Shape shape, int from, byte[] quote) {
    if (!createdFirst || !isOnce(ShapeMarker.CREATED) || !isOnce(ShapeMarker.SIGN_INS)) {
      return null;
    }
    int properties = propertiesAround(start[ShapeMarker.CREATED.ordinal()], quote);
    if (!isFlat(from, properties) || !isCategory(from, properties, quote)) {
      return null;
    }
    long timestamp = timeAfter(end[ShapeMarker.CREATED.ordinal()], quote);
    return timestamp == PlainTime.NONE
        ? null
        : new RecordSketch(shape, timestamp, PlainTime.NONE, 0);
  }

  /**
   * The offset of the member {@code properties} if this is the innermost object around {@code at};
   * otherwise -1.
   */
  private int propertiesAround(int at, byte[] quote) {
    int object = at;
    while (object > begin && text[object] != '{') {
      object--;
    }
    int name = object - 1 - quote.length - PROPERTIES.length;
    boolean around =
        name > begin
            && text[object - 1] == ':'
            && matches(object - 1 - quote.length, quote)
            && matches(name, PROPERTIES);
    return around ? name : -1;
  }

  /** Whether there is no brace within the bounds, not even in a text. */
  private boolean isFlat(int from, int after) {
    return from < after && !hasBrace(Math.max(from, flatTo), after);
  }

  private boolean hasBrace(int from, int after) {
    long seen = 0;
    int at = from;
    for (; at <= after - Long.BYTES; at += Long.BYTES) {
      long brace = (long) LONGS.get(text, at) ^ BRACES;
      seen |= brace - EACH & ~brace;
    }
    boolean found = (seen & HIGH) != 0;
    for (; at < after; at++) {
      found |= text[at] == '{';
    }
    return found;
  }

  /** Whether the marked sign-in category is the value of a member named {@code category}. */
  private boolean isCategory(int from, int after, byte[] quote) {
    int closing = end[ShapeMarker.SIGN_INS.ordinal()];
    int at = closing <= after && matches(closing, quote) ? quoteBefore(closing, quote) : -1;
    while (at > from && text[at - 1] == ' ') {
      at--;
    }
    int name = at - 1 - quote.length - CATEGORY.length;
    return name > from
        && text[at - 1] == ':'
        && matches(at - 1 - quote.length, quote)
        && matches(name, CATEGORY)
        && matches(name - quote.length, quote);
  }

  /**
   * The offset of the quote before the category that ends at {@code after}; -1 if the category is
   * not spelled as the decoder would spell it.
   */
  private int quoteBefore(int after, byte[] quote) {
    for (byte[] usual : CATEGORIES) {
      int at = after - usual.length - quote.length;
      if (matches(at, quote) && matches(at + quote.length, usual)) {
        return at;
      }
    }
    return -1;
  }

  /**
   * The time that is the value of the member whose name ends at {@code at}; {@link PlainTime#NONE}
   * if there is none.
   */
  private long timeAfter(int at, byte[] quote) {
    int value = at + quote.length;
    if (!matches(at, quote) || value >= to || text[value] != ':') {
      return PlainTime.NONE;
    }
    do {
      value++;
    } while (value < to && text[value] == ' ');
    long time =
        matches(value, quote) ? times.parse(text, value + quote.length, to) : PlainTime.NONE;
    return time != PlainTime.NONE && matches(times.end(), quote) ? time : PlainTime.NONE;
  }

  private boolean matches(int at, byte[] wanted) {
    int after = at + wanted.length;
    return at >= 0 && after <= to && Arrays.equals(text, at, after, wanted, 0, wanted.length);
  }
}
