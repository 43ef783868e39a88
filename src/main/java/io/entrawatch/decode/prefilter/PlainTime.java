// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import io.entrawatch.event.TimeParser;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;

/**
 * Parses {@code yyyy-MM-ddTHH:mm:ss[.fraction]Z} from bytes. The result is always the same as that
 * of {@link TimeParser}. Other notations are left to that class.
 */
final class PlainTime {
  /** There is no such time. */
  static final long NONE = Long.MIN_VALUE;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SHORTEST = 20;
  private static final int DATE = 11;
  private static final int FRACTION = 20;
  private static final int LONGEST_FRACTION = 9;
  private static final int[] MILLIS = {100, 10, 1};

  /** The bytes of the last day that was parsed. Most records have the same day. */
  private long yearAndMonth;

  private long monthAndDay;
  private long startOfDay;
  private int end;

  /** The offset after the last time that was parsed. */
  int end() {
    return end;
  }

  /** The time at {@code at}, in ms since the epoch; {@link #NONE} if there is none. */
  long parse(byte[] text, int at, int to) {
    if (to - at < SHORTEST || text[at + 13] != ':' || text[at + 16] != ':' || !parseDay(text, at)) {
      return NONE;
    }
    int hour = twoDigits(text, at + 11);
    int minute = twoDigits(text, at + 14);
    int second = twoDigits(text, at + 17);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return NONE;
    }
    int millis = parseMillis(text, at, to);
    return millis < 0 ? NONE : startOfDay + ((hour * 60L + minute) * 60 + second) * 1000 + millis;
  }

  private boolean parseDay(byte[] text, int at) {
    long head = (long) LONGS.get(text, at);
    long tail = (long) LONGS.get(text, at + DATE - Long.BYTES);
    if (head == yearAndMonth && tail == monthAndDay) {
      return true;
    }
    String date = new String(text, at, DATE, StandardCharsets.ISO_8859_1);
    try {
      startOfDay = TimeParser.iso(date + "00:00:00Z");
    } catch (DateTimeException e) {
      return false;
    }
    yearAndMonth = head;
    monthAndDay = tail;
    return true;
  }

  /**
   * Parses the part after the seconds, including the Z, and returns its milliseconds; -1 if it is
   * malformed.
   */
  private int parseMillis(byte[] text, int at, int to) {
    int next = at + SHORTEST - 1;
    int millis = 0;
    if (text[next] == '.') {
      int first = at + FRACTION;
      for (next = first; next < to && text[next] >= '0' && text[next] <= '9'; next++) {
        if (next - first < MILLIS.length) {
          millis += (text[next] - '0') * MILLIS[next - first];
        }
      }
      if (next == first || next - first > LONGEST_FRACTION) {
        return -1;
      }
    }
    end = next + 1;
    return next < to && text[next] == 'Z' ? millis : -1;
  }

  private static int twoDigits(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
