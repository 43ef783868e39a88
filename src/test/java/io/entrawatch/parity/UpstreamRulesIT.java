// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.EsqlText;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our queries return what upstream's do. Upstream's text is under another licence and no part of
 * this project: whoever has it names its folder, which holds a file {@code <rule id>.esql} for each
 * rule.
 */
@ExtendWith(SharedServers.class)
class UpstreamRulesIT {
  private static final String FOLDER = "ENTRAWATCH_UPSTREAM_RULES";
  private static final long SEED = 3_001;
  private static final long MINUTES_5 = Duration.ofMinutes(5).toMillis();

  static Stream<String> rules() {
    return BuiltInRules.all().stream().map(Rule::id);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ourQueryReturnsWhatUpstreamsDoes(String id, ElasticsearchNode node) throws Exception {
    String folder = System.getenv(FOLDER);
    assumeTrue(
        folder != null, FOLDER + " is not set: queries were not compared with upstream's text");
    Rule rule =
        BuiltInRules.all().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    String upstream = Files.readString(Path.of(folder, id + ".esql"));
    List<Document> documents = Traffic.of(SEED, 4_000);
    Elastic elastic = new Elastic(node.url());
    elastic.load(documents);

    List<Row> theirs = rows(elastic, rule, upstream, documents);
    List<Row> ours = rows(elastic, rule, EsqlText.query(rule), documents);

    assertThat(ours).hasSizeGreaterThan(50);
    assertThat(ours).isEqualTo(theirs);
    if (rule.bucket() == null) {
      assertThat(ours).isEqualTo(elastic.rows(rule, ends(documents)).stream().sorted().toList());
    }
  }

  private static Set<Long> ends(List<Document> documents) {
    TreeSet<Long> ends = new TreeSet<>();
    documents.forEach(d -> ends.add((d.ingested() / MINUTES_5 + 1) * MINUTES_5));
    return ends;
  }

  /** As Elastic's detection engine asks: every five minutes, the time range beside the text. */
  private static List<Row> rows(
      Elastic elastic, Rule rule, String query, List<Document> documents) {
    long size = rule.windows().get(Reading.ELASTIC).size().toMillis();
    Set<Long> ends = ends(documents);
    List<ObjectNode> requests =
        ends.stream().map(end -> EsqlRequest.of(query, end - size, end)).toList();
    List<Row> rows = new ArrayList<>();
    List<List<ObjectNode>> answers = elastic.ask(requests);
    int i = 0;
    for (long end : ends) {
      answers.get(i++).forEach(columns -> rows.add(Row.of(rule.id(), end - size, end, columns)));
    }
    return rows.stream().sorted().toList();
  }
}
