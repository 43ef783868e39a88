// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.MatchRow;
import io.entrawatch.decode.DecodeDocuments;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison sees any mistake in a rule: the documents leave none of it unexamined. */
@ExtendWith(SharedServers.class)
class MutationIT {
  private static final long SEED = 4_001;
  private static final List<Document> DOCUMENTS = Traffic.of(SEED, 2_500);

  private static final AlertPolicy POLICY =
      new AlertPolicy(Duration.ofHours(24), 10_000, 1_000, new AlertPolicy.FinalOnly());

  private static List<Event> signIns;
  private static List<Row> elastic;

  @BeforeAll
  static void askElasticsearch(ElasticsearchNode node) {
    elastic =
        new Elastic(node.url())
            .loadAndAsk(rules().toList(), DOCUMENTS).stream()
                .map(MutationIT::withoutStart)
                .toList();
    List<byte[]> bytes = DOCUMENTS.stream().map(Document::json).toList();
    signIns =
        new DecodeDocuments(bytes, DecoderSettings.DEFAULT, new Everything())
            .all().stream().map(Decoded::signIn).filter(Objects::nonNull).toList();
  }

  static Stream<Rule> rules() {
    return Parity.rules(Duration.ofMinutes(3)).stream().map(MutationIT::elasticOnly);
  }

  private static Rule elasticOnly(Rule rule) {
    return rule.withWindows(Map.of(Reading.ELASTIC, rule.windows().get(Reading.ELASTIC)));
  }

  static Stream<Mutant> mutants() {
    return rules().flatMap(Mutant::of);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleAsItIsAgrees(Rule rule) throws Exception {
    assertThat(difference(rule)).hasToString("\n  0 rows only Elastic, 0 only the job");
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aMistakeShows(Mutant mutant) throws Exception {
    assertThat(difference(mutant.rule()).isEmpty()).as("no row differs").isFalse();
  }

  private static Parity.Difference difference(Rule rule) throws Exception {
    try (RuleHarness harness = new RuleHarness(rule, POLICY)) {
      harness.arrive(signIns.toArray(Event[]::new)).end();
      List<Row> rows =
          harness.rows().stream()
              .map(MatchRow::document)
              .map(Row::parse)
              .map(MutationIT::withoutStart)
              .toList();
      return Parity.difference(
          elastic.stream().filter(row -> row.rule().equals(rule.id())).toList(), rows);
    }
  }

  /** So that a window of another size has to show in what is in it. */
  private static Row withoutStart(Row row) {
    return new Row(row.rule(), 0, row.end(), row.columns());
  }

  private record Everything() implements Relevance {
    @Override
    public boolean takes(Event signIn) {
      return true;
    }

    @Override
    public Field ambiguousGroup(Event signIn) {
      return new RelevantToRules(BuiltInRules.all()).ambiguousGroup(signIn);
    }
  }
}
