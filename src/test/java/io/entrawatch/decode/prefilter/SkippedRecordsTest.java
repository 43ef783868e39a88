// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkippedRecordsTest {
  private static final long NOW = 1_772_366_400_000L;

  private final SkippedRecords skipped = new SkippedRecords();

  /** Whether a record that looks like an ECS document with this ingest time is skipped. */
  private boolean skips(int partition, long ingested) {
    skipped.begin(new RecordOrigin.InTopic("t", partition, 0, NOW));
    return skipped.skip(new RecordSketch(Shape.ECS, ingested, ingested, 0), 0);
  }

  private void read(long ingested) {
    skipped.onDecoded(Decoded.irrelevant(ingested, 0, 0, 0));
  }

  private List<Decoded> emitted() {
    List<Decoded> all = new ArrayList<>();
    skipped.emit(all::add);
    return all;
  }

  @Test
  void recordsThatMayMoveTheClockAreReadInFull() {
    assertThat(skips(0, NOW)).as("nothing read yet").isFalse();
    read(NOW);
    assertThat(skips(0, NOW + SkippedRecords.TICK)).isTrue();
    assertThat(skips(0, NOW - 600_000)).isTrue();
    assertThat(skips(0, NOW + SkippedRecords.TICK + 1)).isFalse();
    assertThat(skips(1, NOW)).as("another partition").isFalse();
  }

  @Test
  void aSkippedRecordHasTheTimeOfTheClock() {
    skips(0, NOW);
    read(NOW);
    skips(0, NOW + 500);
    assertThat(emitted())
        .containsExactly(Decoded.settled(NOW, 0, 1, 0, Shape.ECS, null))
        .extracting(Decoded::time)
        .containsExactly(NOW);
    read(NOW + 7_000);
    skips(0, NOW + 500);
    assertThat(emitted()).containsExactly(Decoded.settled(NOW + 7_000, 0, 1, 0, Shape.ECS, null));
  }

  @Test
  void samplesAreReadInFullEvenIfNoRecordSeemsNewer() {
    skips(0, NOW);
    read(NOW);
    int inFull = 0;
    for (int i = 0; i < 10 * SkippedRecords.SAMPLE; i++) {
      inFull += skips(0, NOW) ? 0 : 1;
    }
    assertThat(inFull).isEqualTo(10);
  }

  @Test
  void aRecordOfTheFarFuturePutsTheClockAheadForOneSampleAtMost() {
    skips(0, NOW);
    read(NOW);
    read(NOW + 1_000_000_000);
    int skippedRecords = 0;
    while (skips(0, NOW + 100)) {
      skippedRecords++;
    }
    read(NOW + 100);
    assertThat(skippedRecords).isLessThan(SkippedRecords.SAMPLE);
    assertThat(skips(0, NOW + 200)).isTrue();
    assertThat(emitted()).extracting(Decoded::time).containsExactly(NOW + 100);
    assertThat(skips(0, NOW + 100 + SkippedRecords.TICK + 1)).isFalse();
  }

  /** Otherwise, a sender of one such record in a hundred could stop the watermark. */
  @Test
  void recordsOfTheFarFutureDoNotStopTheClock() {
    skips(0, NOW);
    read(NOW);
    for (int i = 1; i <= 10; i++) {
      assertThat(skips(0, NOW + 1_000_000_000)).isFalse();
      read(NOW + 1_000_000_000);
      long time = NOW + i * 10_000;
      assertThat(skips(0, time)).as("the first record behind it").isFalse();
      read(time);
      for (int j = 0; j < 100; j++) {
        assertThat(skips(0, time)).isTrue();
      }
      assertThat(emitted()).extracting(Decoded::time).containsExactly(time);
    }
  }

  @Test
  void aMessageWithoutASkippedRecordEmitsNothing() {
    skips(0, NOW);
    assertThat(emitted()).isEmpty();
  }
}
