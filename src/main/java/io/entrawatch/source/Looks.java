// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.source.DecoderSettings.TimestampSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects the {@link Mark}s of a record and tells by them how it looks: of which shape it seems to
 * be, and when it seems to have happened and been ingested.
 */
final class Looks {
  private static final byte[] QUOTE = ascii("\"");
  private static final byte[] ESCAPED_QUOTE = ascii("\\\"");

  /** The end of {@code category}, in Pascal case too. */
  private static final byte[] CATEGORY = ascii("ategory");

  private final boolean createdFirst;
  private final PlainTime times = new PlainTime();
  private final int[] count = new int[Mark.values().length];
  private final int[] start = new int[count.length];
  private final int[] end = new int[count.length];

  private byte[] text;
  private int to;

  Looks(DecoderSettings settings) {
    createdFirst = settings.timestampSource() == TimestampSource.CREATED_DATE_TIME;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void clear() {
    Arrays.fill(count, 0);
  }

  /** The mark stands from there to there, exclusive. */
  void add(Mark mark, int from, int behind) {
    count[mark.ordinal()]++;
    start[mark.ordinal()] = from;
    end[mark.ordinal()] = behind;
  }

  /** How a usual record looks that has these marks; null if it isn't one. */
  Look of(byte[] record, int from, int behind) {
    text = record;
    to = behind;
    if (has(Mark.RECORDS)) {
      return null;
    }
    if (has(Mark.MESSAGE)) {
      boolean usual = isOnce(Mark.MESSAGE) && !has(Mark.INGESTED) && has(Mark.DATASET);
      return usual ? signIn(Shape.AGENT, from, ESCAPED_QUOTE) : null;
    }
    if (!has(Mark.INGESTED) && !has(Mark.DATASET)) {
      return signIn(Shape.RAW, from, QUOTE);
    }
    return document();
  }

  private boolean has(Mark mark) {
    return count[mark.ordinal()] > 0;
  }

  private boolean isOnce(Mark mark) {
    return count[mark.ordinal()] == 1;
  }

  private Look document() {
    if (!isOnce(Mark.TIMESTAMP)) {
      return null;
    }
    long timestamp = timeBehind(end[Mark.TIMESTAMP.ordinal()] - 1, QUOTE);
    long ingested = timestamp;
    if (isOnce(Mark.INGESTED)) {
      ingested = timeBehind(end[Mark.INGESTED.ordinal()] - 1, QUOTE);
    } else if (has(Mark.INGESTED) || has(Mark.CREATED)) {
      return null;
    }
    boolean told = timestamp != PlainTime.NONE && ingested != PlainTime.NONE;
    return told ? new Look(Shape.ECS, timestamp, ingested) : null;
  }

  private Look signIn(Shape shape, int from, byte[] quote) {
    boolean usual = createdFirst && isOnce(Mark.CREATED) && isOnce(Mark.SIGN_INS);
    if (!usual || !isCategory(from, quote)) {
      return null;
    }
    long timestamp = timeBehind(end[Mark.CREATED.ordinal()], quote);
    return timestamp == PlainTime.NONE ? null : new Look(shape, timestamp, PlainTime.NONE);
  }

  /** Whether what ends as the categories of sign-ins do is the value of a member of that name. */
  private boolean isCategory(int from, byte[] quote) {
    int value = start[Mark.SIGN_INS.ordinal()];
    while (value > from && Character.isLetter(text[value - 1])) {
      value--;
    }
    int at = value - quote.length;
    if (!is(end[Mark.SIGN_INS.ordinal()], quote) || !is(at, quote)) {
      return false;
    }
    while (at > from && text[at - 1] == ' ') {
      at--;
    }
    int name = at - 1 - quote.length - CATEGORY.length;
    return name > from
        && text[at - 1] == ':'
        && is(at - 1 - quote.length, quote)
        && is(name, CATEGORY)
        && (text[name - 1] | 0x20) == 'c'
        && is(name - 1 - quote.length, quote);
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
