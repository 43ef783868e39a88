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
 * Collects the {@link ShapeMarker}s of a record and tells by them how it looks: of which shape it
 * seems to be, and when it seems to have happened and been ingested.
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

  /** How a document begins in its usual form: a member of ECS or of Elastic's; bare. */
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

  /** The mark stands from there to there, exclusive. */
  void add(ShapeMarker mark, int from, int behind) {
    count[mark.ordinal()]++;
    start[mark.ordinal()] = from;
    end[mark.ordinal()] = behind;
  }

  /** How a usual record looks that has these marks; null if it isn't one. */
  RecordSketch of(byte[] record, int from, int behind, int flat) {
    text = record;
    begin = from;
    to = behind;
    flatTo = flat;
    if (has(ShapeMarker.RECORDS)) {
      return null;
    }
    if (has(ShapeMarker.MESSAGE)) {
      boolean usual =
          isOnce(ShapeMarker.MESSAGE) && !has(ShapeMarker.INGESTED) && has(ShapeMarker.DATASET);
      return usual ? signIn(Shape.AGENT, end[ShapeMarker.MESSAGE.ordinal()], ESCAPED_QUOTE) : null;
    }
    if (!has(ShapeMarker.INGESTED) && !has(ShapeMarker.DATASET)) {
      return signIn(Shape.RAW, from + 1, QUOTE);
    }
    return has(ShapeMarker.SIGN_INS) && startsAsDocument(from) ? document() : null;
  }

  private boolean startsAsDocument(int from) {
    for (byte[] usual : DOCUMENT_STARTS) {
      if (is(from, usual)) {
        return true;
      }
    }
    return false;
  }

  private boolean has(ShapeMarker mark) {
    return count[mark.ordinal()] > 0;
  }

  private boolean isOnce(ShapeMarker mark) {
    return count[mark.ordinal()] == 1;
  }

  /** Whether no other sign-in seems to stand in the document but the one it was made from. */
  private boolean isAlone() {
    int signIns = count[ShapeMarker.SIGN_INS.ordinal()];
    return has(ShapeMarker.CREATED)
        ? isOnce(ShapeMarker.CREATED)
            && signIns <= 2
            && isInOriginal(start[ShapeMarker.CREATED.ordinal()])
        : signIns <= 1;
  }

  /** Whether {@code event.original} begins in front; few documents have it. */
  private boolean isInOriginal(int behind) {
    for (int at = behind - ORIGINAL.length; at >= begin; at--) {
      if (text[at] == ORIGINAL[0] && is(at, ORIGINAL)) {
        return true;
      }
    }
    return false;
  }

  private RecordSketch document() {
    if (!isOnce(ShapeMarker.TIMESTAMP) || !isAlone()) {
      return null;
    }
    long timestamp = timeBehind(end[ShapeMarker.TIMESTAMP.ordinal()] - 1, QUOTE);
    long ingested = timestamp;
    if (isOnce(ShapeMarker.INGESTED)) {
      ingested = timeBehind(end[ShapeMarker.INGESTED.ordinal()] - 1, QUOTE);
    } else if (has(ShapeMarker.INGESTED) || has(ShapeMarker.CREATED)) {
      return null;
    }
    boolean told = timestamp != PlainTime.NONE && ingested != PlainTime.NONE;
    return told ? new RecordSketch(Shape.ECS, timestamp, ingested, 0) : null;
  }

  /**
   * A record as Azure Monitor writes it: scalars, the category among them, and behind them what it
   * says under {@code properties}, the time of the sign-in among it.
   *
   * @param from behind the record's brace
   */
  private RecordSketch signIn(Shape shape, int from, byte[] quote) {
    if (!createdFirst || !isOnce(ShapeMarker.CREATED) || !isOnce(ShapeMarker.SIGN_INS)) {
      return null;
    }
    int properties = propertiesAround(start[ShapeMarker.CREATED.ordinal()], quote);
    if (!isFlat(from, properties) || !isCategory(from, properties, quote)) {
      return null;
    }
    long timestamp = timeBehind(end[ShapeMarker.CREATED.ordinal()], quote);
    return timestamp == PlainTime.NONE
        ? null
        : new RecordSketch(shape, timestamp, PlainTime.NONE, 0);
  }

  /** Where the member {@code properties} begins that is the object around; -1 if it is another. */
  private int propertiesAround(int at, byte[] quote) {
    int object = at;
    while (object > begin && text[object] != '{') {
      object--;
    }
    int name = object - 1 - quote.length - PROPERTIES.length;
    boolean around =
        name > begin
            && text[object - 1] == ':'
            && is(object - 1 - quote.length, quote)
            && is(name, PROPERTIES);
    return around ? name : -1;
  }

  /** Whether no brace stands there, not even in a text. */
  private boolean isFlat(int from, int behind) {
    return from < behind && !hasBrace(Math.max(from, flatTo), behind);
  }

  private boolean hasBrace(int from, int behind) {
    long seen = 0;
    int at = from;
    for (; at <= behind - Long.BYTES; at += Long.BYTES) {
      long brace = (long) LONGS.get(text, at) ^ BRACES;
      seen |= brace - EACH & ~brace;
    }
    boolean found = (seen & HIGH) != 0;
    for (; at < behind; at++) {
      found |= text[at] == '{';
    }
    return found;
  }

  /** Whether what ends as the categories of sign-ins do is the value of a member of that name. */
  private boolean isCategory(int from, int behind, byte[] quote) {
    int closing = end[ShapeMarker.SIGN_INS.ordinal()];
    int at = closing <= behind && is(closing, quote) ? quoteInFront(closing, quote) : -1;
    while (at > from && text[at - 1] == ' ') {
      at--;
    }
    int name = at - 1 - quote.length - CATEGORY.length;
    return name > from
        && text[at - 1] == ':'
        && is(at - 1 - quote.length, quote)
        && is(name, CATEGORY)
        && is(name - quote.length, quote);
  }

  /**
   * Where the quote stands in front of the category that ends there, in the spelling that reading
   * would give it; -1 if there is another.
   */
  private int quoteInFront(int behind, byte[] quote) {
    for (byte[] usual : CATEGORIES) {
      int at = behind - usual.length - quote.length;
      if (is(at, quote) && is(at + quote.length, usual)) {
        return at;
      }
    }
    return -1;
  }

  /** The time that is the value of the member whose name ends at {@code at}, quoted like this. */
  private long timeBehind(int at, byte[] quote) {
    int value = at + quote.length;
    if (!is(at, quote) || value >= to || text[value] != ':') {
      return PlainTime.NONE;
    }
    do {
      value++;
    } while (value < to && text[value] == ' ');
    long time = is(value, quote) ? times.at(text, value + quote.length, to) : PlainTime.NONE;
    return time != PlainTime.NONE && is(times.end(), quote) ? time : PlainTime.NONE;
  }

  private boolean is(int at, byte[] wanted) {
    int behind = at + wanted.length;
    return at >= 0 && behind <= to && Arrays.equals(text, at, behind, wanted, 0, wanted.length);
  }
}
