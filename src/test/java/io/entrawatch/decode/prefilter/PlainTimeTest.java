// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.event.TimeParser;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTimeTest {
  private static final List<String> TIMES =
      List.of(
          "2026-03-01T11:50:00Z",
          "2026-03-01T11:50:00.1Z",
          "2026-03-01T23:59:59.999Z",
          "2024-02-29T00:00:00.1239999Z",
          "0000-01-01T00:00:00.000000001Z",
          "9999-12-31T23:59:59.123456789Z");

  private final PlainTime times = new PlainTime();

  private long read(String text) {
    byte[] bytes = ("\"" + text).getBytes(StandardCharsets.ISO_8859_1);
    return times.parse(bytes, 1, bytes.length);
  }

  @Test
  void plainTimesAreReadAsTheParserReadsThemAndNothingBehind() {
    for (String time : TIMES) {
      assertThat(read(time)).as(time).isEqualTo(TimeParser.iso(time));
      assertThat(read(time + "\",12")).as(time).isEqualTo(TimeParser.iso(time));
      assertThat(times.end()).isEqualTo(1 + time.length());
    }
  }

  @Test
  void whatIsReadOfAnythingIsWhatTheParserReads() {
    Random random = new Random(5);
    String letters = "0123456789-:.TZ +";
    int plain = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder(TIMES.get(random.nextInt(TIMES.size())));
      for (int n = random.nextInt(3); n > 0; n--) {
        text.setCharAt(
            random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
      }
      text.setLength(text.length() - (random.nextInt(10) == 0 ? 1 : 0));
      long time = read(text.toString());
      if (time != PlainTime.NONE) {
        plain++;
        String read = text.substring(0, times.end() - 1);
        assertThat(parsed(read)).as(read).isEqualTo(time);
      }
    }
    assertThat(plain).isGreaterThan(50_000);
  }

  private static long parsed(String text) {
    try {
      return TimeParser.isoOrEpochMillis(text);
    } catch (DateTimeException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void otherNotationsAreNotRead() {
    for (String text :
        List.of(
            "",
            "2026",
            "2026-03-01",
            "2026-03-01T11:50Z",
            "2026-03-01T11:50:00",
            "2026-03-01T11:50:00+01:00",
            "2026-03-01T11:50:00.Z",
            "2026-03-01T11:50:00.1234567890Z",
            "2026-02-30T11:50:00Z",
            "2026-03-01T24:00:00Z",
            "2026-03-01T11:60:00Z",
            "1772365800000")) {
      assertThat(read(text)).as(text).isEqualTo(PlainTime.NONE);
    }
  }
}
