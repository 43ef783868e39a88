// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.kafka.OffsetBound;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackfillSettingsTest extends SettingsTestBase {
  private static final String KAFKA =
      "kafka: {bootstrap-servers: 'broker:9092', topics: {events: [one]}}\n";

  private BackfillSettings backfill(String... assignments) {
    return parse(KAFKA, assignments).backfill().orElseThrow();
  }

  @Test
  void aJobIsNoBackfillUnlessToldWhereToBegin() {
    assertThat(parse(KAFKA).backfill()).isEmpty();
    errorOf(KAFKA, "backfill.into=shadow").contains("backfill.from is not");
  }

  @Test
  void aRangeIsGivenByTimesOrByOffsets() {
    BackfillSettings times =
        backfill(
            "backfill.from=2026-01-15T01:00:00+01:00",
            "backfill.to=1768521600000",
            "backfill.live=true");
    assertThat(times.from()).isEqualTo(new OffsetBound.At(Instant.parse("2026-01-15T00:00:00Z")));
    assertThat(times.to()).isEqualTo(new OffsetBound.At(Instant.parse("2026-01-16T00:00:00Z")));
    assertThat(times.isLive()).isTrue();

    BackfillSettings offsets =
        backfill("backfill.from=offsets:0=120, 1=95", "backfill.into=shadow");
    assertThat(offsets.from()).isEqualTo(new OffsetBound.Offsets(Map.of(0, 120L, 1, 95L)));
    assertThat(offsets.to()).isEqualTo(new OffsetBound.Unbounded());
    assertThat(offsets.target()).isEqualTo(new BackfillSettings.Shadow("shadow"));
    assertThat(backfill("backfill.from=earliest", "backfill.into=shadow").from())
        .isEqualTo(new OffsetBound.Unbounded());
  }

  @Test
  void whatIsNoRangeIsRefused() {
    for (String text : new String[] {"yesterday", "offsets:", "offsets:0", "offsets:0=1,0=2"}) {
      errorOf(KAFKA, "backfill.from=" + text, "backfill.into=shadow")
          .contains("backfill.from: \"" + text + "\" is not 2026-01-31T00:00:00Z, offsets:");
    }
    errorOf(
            KAFKA,
            "backfill.from=2026-01-16T00:00:00Z",
            "backfill.to=2026-01-16T00:00:00Z",
            "backfill.into=shadow")
        .contains("backfill.to is not after backfill.from");
  }

  @Test
  void itsAlertsGoToOnePlaceAndNotByAccidentToTheLiveOne() {
    errorOf(KAFKA, "backfill.from=earliest").contains("backfill.into", "backfill.live");
    errorOf(KAFKA, "backfill.from=earliest", "backfill.into=shadow", "backfill.live=true")
        .contains("backfill.into", "backfill.live");
    errorOf(KAFKA, "backfill.from=earliest", "backfill.into=entrawatch-alerts")
        .contains("topic entrawatch-alerts is the live job's", "backfill.live: true");
    errorOf(KAFKA, "backfill.from=earliest", "backfill.into=one").contains("topic one");
    errorOf(KAFKA, "backfill.from=earliest", "backfill.into=a b").contains("is not a topic's name");
  }

  @Test
  void offsetsAreOfOneTopicAndNotForTheLiveAlerts() {
    errorOf(KAFKA, "backfill.from=offsets:0=1", "backfill.live=true").contains("needs times");
    errorOf(
            KAFKA,
            "kafka.topics.events=[one, two]",
            "backfill.from=offsets:0=1",
            "backfill.into=shadow")
        .contains("of one topic");
  }

  @Test
  void filesNeedTheTimesBetweenWhichTheyHoldAll() {
    errorOf(KAFKA, "backfill.from=earliest", "backfill.into=shadow", "backfill.input=a.ndjson")
        .contains("backfill.input needs times");
  }
}
