// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.Rule;
import io.entrawatch.source.DecodedWatermarks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.testutils.junit.SharedObjectsExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However the job is executed, its rows are Elasticsearch's. */
@ExtendWith(SharedServers.class)
class ExecutionIT {
  private static final long SEED = 1_001;
  private static final List<Document> DOCUMENTS = Traffic.of(SEED, 2_000);
  private static final List<Rule> RULES = Parity.rules(Duration.ofMinutes(1));
  private static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

  private static final WatermarkStrategy<Decoded> STREAM =
      new EveryDocument(
          DecodedWatermarks.perPartition(
              OUT_OF_ORDER, Duration.ofMinutes(1), Clock.systemUTC(), Duration.ofHours(1)));

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static List<Row> expected;

  @RegisterExtension final SharedObjectsExtension shared = SharedObjectsExtension.create();

  private Job stream;

  @BeforeAll
  static void askElasticsearch(ElasticsearchNode node) {
    expected = new Elastic(node.url()).loadAndAsk(RULES, DOCUMENTS);
    assertThat(expected).hasSizeGreaterThan(200);
  }

  @BeforeEach
  void asAStream() {
    stream = new Job(shared, 1, STREAM, DecoderSettings.Identity.ID);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void inAnyNumberOfInstances(int parallelism) throws Exception {
    requireSame(stream.withParallelism(parallelism).rows(RULES, DOCUMENTS));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void inAnyOrderWithinTheBoundOfDisorder(long seed) throws Exception {
    List<Document> other = Traffic.arriving(DOCUMENTS, new Random(seed));
    assertThat(other).isNotEqualTo(DOCUMENTS);
    requireSame(stream.rows(RULES, other));
  }

  @Test
  void inAnyOrderAtAllAsOneHistory() throws Exception {
    List<Document> other = new ArrayList<>(DOCUMENTS);
    Collections.shuffle(other, new Random(4));
    Job history = stream.withWatermarks(DecodedWatermarks.onlyAtTheEnd());
    requireSame(history.withParallelism(2).rows(RULES, other));
  }

  @Test
  void disorderBeyondTheBoundWouldShow() throws Exception {
    List<Document> other = new ArrayList<>(DOCUMENTS);
    Collections.shuffle(other, new Random(4));
    assertThat(Parity.difference(expected, stream.rows(RULES, other)).isEmpty()).isFalse();
  }

  @ParameterizedTest(name = "{0} instances, then {1}")
  @CsvSource({"1, 1", "2, 4", "4, 2"})
  void overASavepointHalfWay(int before, int after, @TempDir Path folder) throws Exception {
    List<Row> rows =
        stream
            .withParallelism(before)
            .rowsOverASavepoint(
                RULES, DOCUMENTS, DOCUMENTS.size() / 2, stream.withParallelism(after), folder);
    requireSame(rows);
  }

  private static void requireSame(List<Row> rows) {
    Parity.Difference difference = Parity.difference(expected, rows);
    assertThat(difference.isEmpty()).as("seed %d: %s", SEED, difference).isTrue();
  }
}
