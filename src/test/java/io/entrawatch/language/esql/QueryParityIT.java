// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random queries over random documents give the rows of a real Elasticsearch. {@code
 * -Dentrawatch.language.queries=20000} runs more of them, {@code -Dentrawatch.language.seed=2}
 * others.
 */
@ExtendWith(SharedServers.class)
class QueryParityIT {
  private static final int QUERIES = Integer.getInteger("entrawatch.language.queries", 1_000);
  private static final long SEED = Long.getLong("entrawatch.language.seed", 1);
  private static final int LEAST = 20;

  /** By their names in a plan's canonical text. */
  private static final List<String> FUNCTIONS =
      List.of(
          "+",
          "-",
          "*",
          "/",
          "%",
          "neg",
          "==",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "and",
          "or",
          "not",
          "in",
          "like",
          "rlike",
          "is null",
          "is not null",
          "case",
          "coalesce",
          "greatest",
          "least",
          "to_lower",
          "to_upper",
          "concat",
          "substring",
          "left",
          "right",
          "trim",
          "replace",
          "to_keyword",
          "mv_concat",
          "split",
          "reverse",
          "to_base64",
          "from_base64",
          "mv_append",
          "length",
          "locate",
          "mv_count",
          "date_diff",
          "to_integer",
          "abs",
          "round",
          "mv_sum",
          "to_long",
          "date_extract",
          "to_double",
          "floor",
          "ceil",
          "sqrt",
          "pow",
          "mv_avg",
          "date_trunc",
          "to_datetime",
          "to_ip",
          "starts_with",
          "ends_with",
          "cidr_match",
          "mv_first",
          "mv_last",
          "mv_min",
          "mv_max",
          "mv_dedupe",
          "mv_sort",
          "mv_slice",
          "aggregate count",
          "aggregate count_distinct",
          "aggregate sum",
          "aggregate avg",
          "aggregate min",
          "aggregate max",
          "aggregate values");

  @Test
  void randomQueriesGiveTheRowsOfTheEngine(ElasticsearchNode node) {
    QueryParity parity = new QueryParity(node.url(), SEED);
    Random random = new Random(SEED);
    RandomQuery queries = new RandomQuery(random);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      String query =
          random.nextInt(3) > 0
              ? queries.rows(QueryParity.INDEX, 16)
              : queries.groups(QueryParity.INDEX);
      String difference = parity.difference(query);
      if (difference != null) {
        differences.add(query + "\n" + difference);
      }
    }

    assertThat(differences).isEmpty();
    assertThat(parity.withRows).isGreaterThan(QUERIES / 3);
    assertThat(FUNCTIONS)
        .as("how often each was used: %s", parity.covered)
        .allMatch(name -> parity.covered.getOrDefault(name, 0) >= LEAST);
  }
}
