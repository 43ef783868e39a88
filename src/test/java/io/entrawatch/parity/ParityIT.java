// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.Rule;
import io.entrawatch.source.DecodedWatermarks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.testutils.junit.SharedObjectsExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The job's rows are Elasticsearch's, on documents that go round every corner. At a slide of five
 * minutes each window is a question of its own; at one minute windows are bundled.
 */
@ExtendWith(SharedServers.class)
class ParityIT {
  private static final int DOCUMENTS = 4_000;
  private static final Duration FINE = Duration.ofMinutes(1);
  private static final Duration SCHEDULE = Duration.ofMinutes(5);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @RegisterExtension final SharedObjectsExtension shared = SharedObjectsExtension.create();

  private Job job;

  @BeforeEach
  void inOneHistory() {
    job = new Job(shared, 2, DecodedWatermarks.onlyAtTheEnd(), DecoderSettings.Identity.ID);
  }

  static LongStream seeds() {
    long first = Long.getLong("entrawatch.parity.first", 1);
    return LongStream.range(first, first + Long.getLong("entrawatch.parity.seeds", 5));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rowsAreElasticsearchs(long seed, ElasticsearchNode node) throws Exception {
    List<Document> documents = Traffic.of(seed, DOCUMENTS);
    Map<Corner, Long> corners = Corner.count(documents);
    assertThat(Corner.missing(corners)).as("corners that seed %d lacks", seed).isEmpty();
    Elastic elastic = new Elastic(node.url());

    require(Parity.rules(FINE), seed, documents, elastic::loadAndAskBundled);
    require(Parity.rules(SCHEDULE), seed, documents, elastic::loadAndAsk);
  }

  private void require(List<Rule> rules, long seed, List<Document> documents, Parity.Engine elastic)
      throws Exception {
    List<Row> expected = elastic.rows(rules, documents);
    for (Rule rule : rules) {
      assertThat(expected.stream().filter(row -> row.rule().equals(rule.id())).count())
          .as("rows of %s, seed %d", rule.id(), seed)
          .isGreaterThan(40);
    }
    Parity.Difference difference = Parity.difference(expected, job.rows(rules, documents));
    if (!difference.isEmpty()) {
      throw new AssertionError(
          Parity.explain("seed " + seed, rules, documents, elastic, job::rows, difference));
    }
  }
}
