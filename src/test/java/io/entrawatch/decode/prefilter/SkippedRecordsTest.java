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

  private final SkippedRecords settled = new SkippedRecords();

  /** Looks like an ECS document that was ingested then; whether that is enough. */
  private boolean takes(int partition, long ingested) {
    settled.begin(new RecordOrigin.InTopic("t", partition, 0, NOW));
    return settled.takes(new RecordSketch(Shape.ECS, ingested, ingested, 0), 0);
  }

  private void read(long ingested) {
    settled.read(Decoded.irrelevant(ingested, 0, 0, 0));
  }

  private List<Decoded> handedOn() {
    List<Decoded> all = new ArrayList<>();
    settled.handOn(all::add);
    return all;
  }

  @Test
  void whatMayMoveTheClockIsReadInFull() {
    assertThat(takes(0, NOW)).as("nothing read yet").isFalse();
    read(NOW);
    assertThat(takes(0, NOW + SkippedRecords.TICK)).isTrue();
    assertThat(takes(0, NOW - 600_000)).isTrue();
    assertThat(takes(0, NOW + SkippedRecords.TICK + 1)).isFalse();
    assertThat(takes(1, NOW)).as("another partition").isFalse();
  }

  @Test
  void whatASettledRecordSaysOfTheTimeWasReadFromAnother() {
    takes(0, NOW);
    read(NOW);
    takes(0, NOW + 500);
    assertThat(handedOn())
        .containsExactly(Decoded.settled(NOW, 0, 1, 0, Shape.ECS, null))
        .extracting(Decoded::time)
        .containsExactly(NOW);
    read(NOW + 7_000);
    takes(0, NOW + 500);
    assertThat(handedOn()).containsExactly(Decoded.settled(NOW + 7_000, 0, 1, 0, Shape.ECS, null));
  }

  @Test
  void theClockGoesOnEvenIfLooksDeceive() {
    takes(0, NOW);
    read(NOW);
    int inFull = 0;
    for (int i = 0; i < 10 * SkippedRecords.SAMPLE; i++) {
      inFull += takes(0, NOW) ? 0 : 1;
    }
    assertThat(inFull).isEqualTo(10);
  }

  @Test
  void aRecordOfTheFarFuturePutsTheClockAheadForOneSampleAtMost() {
    takes(0, NOW);
    read(NOW);
    read(NOW + 1_000_000_000);
    int settledRecords = 0;
    while (takes(0, NOW + 100)) {
      settledRecords++;
    }
    read(NOW + 100);
    assertThat(settledRecords).isLessThan(SkippedRecords.SAMPLE);
    assertThat(takes(0, NOW + 200)).isTrue();
    assertThat(handedOn()).extracting(Decoded::time).containsExactly(NOW + 100);
    assertThat(takes(0, NOW + 100 + SkippedRecords.TICK + 1)).isFalse();
  }

  /** Whoever writes one among every hundred would else keep the watermark where it is. */
  @Test
  void recordsOfTheFarFutureDoNotStopTheClock() {
    takes(0, NOW);
    read(NOW);
    for (int i = 1; i <= 10; i++) {
      assertThat(takes(0, NOW + 1_000_000_000)).isFalse();
      read(NOW + 1_000_000_000);
      long time = NOW + i * 10_000;
      assertThat(takes(0, time)).as("the first record behind it").isFalse();
      read(time);
      for (int j = 0; j < 100; j++) {
        assertThat(takes(0, time)).isTrue();
      }
      assertThat(handedOn()).extracting(Decoded::time).containsExactly(time);
    }
  }

  @Test
  void aMessageWithoutASettledRecordHandsOnNothing() {
    takes(0, NOW);
    assertThat(handedOn()).isEmpty();
  }
}
