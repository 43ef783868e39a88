// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.rule.Esql;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule as Elastic schedules it: the device-code rules every 5 minutes over the last 9 minutes of
 * ingest time, the broker rule every hour over the last 61.
 */
final class Schedule {
  private Schedule() {}

  /** Every row is a report, at the time of the run that returned it. */
  static Reports reports(Rule rule, List<Planted> planted, Elastic elastic) {
    boolean hourly = rule.bucket() != null;
    long interval = Duration.ofMinutes(hourly ? 60 : 5).toMillis();
    long back = Duration.ofMinutes(hourly ? 61 : 9).toMillis();
    List<Document> documents = planted.stream().flatMap(p -> p.documents().stream()).toList();
    elastic.load(documents);
    List<Long> runs = runs(documents, interval, back);
    String query = Esql.query(rule);
    List<ObjectNode> requests =
        runs.stream().map(run -> Elastic.request(query, run - back, run)).toList();
    Reports reports = new Reports();
    List<List<ObjectNode>> answers = elastic.ask(requests);
    for (int i = 0; i < runs.size(); i++) {
      for (ObjectNode row : answers.get(i)) {
        reports.add(session(row), runs.get(i));
      }
    }
    return reports;
  }

  private static List<Long> runs(List<Document> documents, long interval, long back) {
    long first = documents.stream().mapToLong(Document::ingested).min().orElseThrow();
    long last = documents.stream().mapToLong(Document::ingested).max().orElseThrow();
    List<Long> runs = new ArrayList<>();
    for (long run = (first / interval + 1) * interval; run <= last + back; run += interval) {
      runs.add(run);
    }
    return runs;
  }

  private static String session(ObjectNode row) {
    JsonNode grouped = row.get("azure.signinlogs.properties.session_id");
    return (grouped != null
            ? grouped
            : row.get("Esql.azure_signinlogs_properties_session_id_values"))
        .asText();
  }
}
