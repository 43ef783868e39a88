// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Elasticsearch 8.19 made of each text in a field of type date. */
class TimeParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-01T00:00:00.1239999Z      | 2026-01-01T00:00:00.123Z",
        "2026-01-01T00:00:00,5Z            | 2026-01-01T00:00:00.500Z",
        "2026-01-01T00:00:00.123456789Z    | 2026-01-01T00:00:00.123Z",
        "2026-01-01T00:00:00Z              | 2026-01-01T00:00:00.000Z",
        "2026                              | 2026-01-01T00:00:00.000Z",
        "2026-02                           | 2026-02-01T00:00:00.000Z",
        "2026-02-03                        | 2026-02-03T00:00:00.000Z",
        "2026-02-03T                       | 2026-02-03T00:00:00.000Z",
        "2026-02-03T10                     | 2026-02-03T10:00:00.000Z",
        "2026-02-03T10:11                  | 2026-02-03T10:11:00.000Z",
        "2026-02-03T10:11:12.5             | 2026-02-03T10:11:12.500Z",
        "2026-02-03T10Z                    | 2026-02-03T10:00:00.000Z",
        "2026-01-01T10:11:12+02:00         | 2026-01-01T08:11:12.000Z",
        "2026-01-01T10:11:12+0200          | 2026-01-01T08:11:12.000Z",
        "2026-01-01T10:11:12+02            | 2026-01-01T08:11:12.000Z",
        "2026-01-01T10:11:12.75-05:30      | 2026-01-01T15:41:12.750Z",
        "2026-01-01T10:11:12+02:00:30      | 2026-01-01T08:10:42.000Z",
        "2026-01-01T10:11:12UTC            | 2026-01-01T10:11:12.000Z",
        "2026-01-01T10:11:12Europe/Paris   | 2026-01-01T09:11:12.000Z",
        "2024-02-29T00:00:00Z              | 2024-02-29T00:00:00.000Z",
        "1969-12-31T23:59:59.9999Z         | 1969-12-31T23:59:59.999Z",
        "0000-01-01                        | 0000-01-01T00:00:00.000Z",
        "1700000000000                     | 2023-11-14T22:13:20.000Z",
        "1700000000000.7                   | 2023-11-14T22:13:20.000Z",
        "-1                                | 1969-12-31T23:59:59.999Z",
        "-1.5                              | 1969-12-31T23:59:59.998Z",
        "-1.0                              | 1969-12-31T23:59:59.999Z",
        "12345                             | 1970-01-01T00:00:12.345Z",
        "999                               | 1970-01-01T00:00:00.999Z",
        "20260101                          | 1970-01-01T05:37:40.101Z",
      })
  void readsWhatADateFieldOfElasticsearchReads(String text, String moment) {
    assertThat(Times.iso(TimeParser.isoOrEpochMillis(text))).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "true",
        "yesterday",
        "2026-01-01T00:00:00.1234567891Z",
        "2026-01-01Z",
        "2026-01-01T10:11:12+2",
        "2026-01-01T10:11:12 Z",
        "2026-01-01T10:11:12z",
        "2026-01-01t10:11:12Z",
        "2026-01-01 10:11:12Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T23:59:60Z",
        "2026-01-01T23:60:00Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "1.7e12",
        "+12026-01-01",
        "9223372036854775808",
        "9223372036854775807",
        "999999999999999",
        " 2026-01-01",
        "2026-1-1",
        "2026-W01",
        "2026-01-01T10:11:12.Z",
        "2026-01-01T10:11:12.+02:00",
        "2026-01-01T10:11:12.5+18:30",
        "2026-01-01T10:11:12+02:0",
        "2026-01-01T1:11:12Z",
        "2026-01-01T10:11:12.12a4Z",
        "2026-01-01T1a:11:12Z",
        "٢٠٢٦-01-01",
        "1/31/2026 3:04:05 PM"
      })
  void refusesWhatADateFieldOfElasticsearchRefuses(String text) {
    assertThatThrownBy(() -> TimeParser.isoOrEpochMillis(text))
        .isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-31T15:04:05.1239999Z  | 2026-01-31T15:04:05.123Z",
        "2026-01-31T15:04:05+01:00     | 2026-01-31T14:04:05.000Z",
        "2026-01-31T15:04:05           | 2026-01-31T15:04:05.000Z",
        "1/31/2026 3:04:05 PM          | 2026-01-31T15:04:05.000Z",
        "1/31/2026 12:04:05 AM         | 2026-01-31T00:04:05.000Z",
        "1/31/2026 12:04:05 PM         | 2026-01-31T12:04:05.000Z",
        "01/31/2026 3:04:05 PM         | 2026-01-31T15:04:05.000Z",
        "1/31/2026 3:04:05 PM +02:00   | 2026-01-31T13:04:05.000Z",
        "1/31/2026 3:04:05 PM Z        | 2026-01-31T15:04:05.000Z",
        "1/31/2026 15:04:05            | 2026-01-31T15:04:05.000Z",
        "12/1/2026 0:04:05             | 2026-12-01T00:04:05.000Z",
      })
  void readsWhatAzureMonitorWrites(String text, String moment) {
    assertThat(Times.iso(TimeParser.azure(text))).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1700000000000",
        "31/1/2026 3:04:05 PM",
        "1/31/2026",
        "1/31/2026 13:04:05 PM",
        "2/29/2026 3:04:05 PM",
        "1/31/2026 24:00:00",
        "/",
        "1/31/2026 15:04:05 garbage"
      })
  void refusesWhatAzureMonitorDoesNotWrite(String text) {
    assertThatThrownBy(() -> TimeParser.azure(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void readsBackEveryMomentItWrites() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long millis = random.nextLong(Times.FIRST, Times.LAST + 1);
      String text = Times.iso(millis);
      assertThat(TimeParser.iso(text)).isEqualTo(millis);
      assertThat(TimeParser.iso(text.replace("Z", "+00:00"))).isEqualTo(millis);
    }
  }
}
