// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares two lists of rows, and finds the documents that a difference is about. */
final class Parity {
  private Parity() {}

  /** Something that gives rows for documents. */
  @FunctionalInterface
  interface Engine {
    List<Row> rows(List<Rule> rules, List<Document> documents) throws Exception;
  }

  /** All rules; the device-code ones with this slide. */
  static List<Rule> rules(Duration slide) {
    return BuiltInRules.all().stream().map(rule -> sliding(rule, slide)).toList();
  }

  private static Rule sliding(Rule rule, Duration slide) {
    Map<Reading, WindowSpec> windows = new EnumMap<>(rule.windows());
    if (rule.bucket() == null) {
      windows.computeIfPresent(
          Reading.ELASTIC,
          (reading, w) -> new WindowSpec(w.clock(), w.size(), slide, w.lateness()));
    }
    return rule.withWindows(windows);
  }

  /** What one has and the other has not, each row as often as it is too much. */
  static Difference difference(List<Row> elastic, List<Row> job) {
    return new Difference(without(elastic, job), without(job, elastic));
  }

  private static List<Row> without(List<Row> rows, List<Row> others) {
    Map<Row, Integer> left = new HashMap<>();
    others.forEach(row -> left.merge(row, 1, Integer::sum));
    List<Row> missing = new ArrayList<>();
    for (Row row : rows) {
      if (left.merge(row, -1, Integer::sum) < 0) {
        missing.add(row);
      }
    }
    return missing.stream().sorted().toList();
  }

  /**
   * Rows that only one of the two has.
   *
   * @param elastic only Elasticsearch
   * @param job only the job
   */
  record Difference(List<Row> elastic, List<Row> job) {
    boolean isEmpty() {
      return elastic.isEmpty() && job.isEmpty();
    }

    /** The rule of the first row that differs. */
    String rule() {
      return (elastic.isEmpty() ? job : elastic).get(0).rule();
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      elastic.stream().limit(5).forEach(row -> text.append("\n  only Elastic: ").append(row));
      job.stream().limit(5).forEach(row -> text.append("\n  only the job: ").append(row));
      return text.append("\n  ")
          .append(elastic.size())
          .append(" rows only Elastic, ")
          .append(job.size())
          .append(" only the job")
          .toString();
    }
  }

  /** The seed, the rows, and the smallest part of the documents that still shows a difference. */
  static String explain(
      String what,
      List<Rule> rules,
      List<Document> documents,
      Engine elastic,
      Engine job,
      Difference difference)
      throws Exception {
    List<Rule> rule = rules.stream().filter(r -> r.id().equals(difference.rule())).toList();
    List<Document> smallest =
        Smallest.part(
            documents,
            part -> !difference(elastic.rows(rule, part), job.rows(rule, part)).isEmpty());
    StringBuilder text = new StringBuilder(what).append(difference);
    text.append("\nThe smallest part that still differs, ").append(smallest.size());
    text.append(" of ").append(documents.size()).append(" documents:\n");
    smallest.forEach(
        document -> text.append(new String(document.json(), StandardCharsets.UTF_8)).append('\n'));
    Difference there = difference(elastic.rows(rule, smallest), job.rows(rule, smallest));
    return text.append("of which the rows differ by").append(there).toString();
  }
}
