// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.source.survey.SampleRun.Offsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SampleRunTest {
  private static final TopicPartition FIRST = new TopicPartition("sign-ins", 0);
  private static final TopicPartition SECOND = new TopicPartition("sign-ins", 1);

  private static long offsets(List<SampleRun> runs) {
    return runs.stream().mapToLong(run -> run.to() - run.from()).sum();
  }

  @Test
  void whereThereIsNoMoreThanMayBeReadAllOfItIs() {
    Map<TopicPartition, Offsets> partitions = new LinkedHashMap<>();
    partitions.put(FIRST, new Offsets(3, 10));
    partitions.put(SECOND, new Offsets(0, 3));
    assertThat(SampleRun.spread(partitions, 10))
        .containsExactly(new SampleRun(FIRST, 3, 10), new SampleRun(SECOND, 0, 3));
  }

  @Test
  void runsAreSpreadFromTheFirstOffsetToTheEndAndDoNotMeet() {
    List<SampleRun> runs = SampleRun.spread(Map.of(FIRST, new Offsets(1_000, 101_000)), 1_000);
    assertThat(runs).hasSize(10).allMatch(run -> run.to() - run.from() == 100);
    assertThat(runs.get(0).from()).isEqualTo(1_000);
    assertThat(runs.get(9).to()).isEqualTo(101_000);
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i).from() - runs.get(i - 1).from()).isBetween(11_099L, 11_101L);
    }
  }

  @Test
  void aPartitionHasAsMuchOfTheSampleAsItHasOfTheOffsets() {
    Map<TopicPartition, Offsets> partitions = new LinkedHashMap<>();
    partitions.put(FIRST, new Offsets(0, 900_000));
    partitions.put(SECOND, new Offsets(0, 100_000));
    List<SampleRun> runs = SampleRun.spread(partitions, 10_000);
    assertThat(offsets(runs)).isBetween(9_900L, 10_000L);
    assertThat(offsets(runs.stream().filter(run -> run.partition().equals(SECOND)).toList()))
        .isBetween(980L, 1_001L);
  }

  @Test
  void aPartitionOfFewRecordsIsSeenByItsNewest() {
    Map<TopicPartition, Offsets> partitions = new LinkedHashMap<>();
    partitions.put(FIRST, new Offsets(0, 1_000_000));
    partitions.put(SECOND, new Offsets(0, 5));
    assertThat(SampleRun.spread(partitions, 10_000)).contains(new SampleRun(SECOND, 4, 5));
  }

  @Test
  void howeverManyPartitionsThereAreTheSampleIsNoLargerThanAllowed() {
    Map<TopicPartition, Offsets> partitions = new LinkedHashMap<>();
    for (int i = 0; i < 2_000; i++) {
      partitions.put(new TopicPartition("sign-ins", i), new Offsets(7, 8 + 13L * i));
    }
    assertThat(offsets(SampleRun.spread(partitions, 10_000))).isLessThanOrEqualTo(10_000);
  }

  @Test
  void ofNothingThereIsNoSample() {
    assertThat(SampleRun.spread(Map.of(), 10)).isEmpty();
  }
}
