// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.rule.EsqlText;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule as Elastic schedules it: the device-code rules every 5 minutes over the last 9 minutes of
 * ingest time, the broker rule every hour over the last 61.
 */
public final class Schedule {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);

  private Schedule() {}

  /** Every row is a report, at the time of the run that returned it. */
  static Reports reports(Rule rule, List<Planted> planted, Elastic elastic) {
    List<Document> documents = planted.stream().flatMap(p -> p.documents().stream()).toList();
    elastic.load(documents);
    long first = documents.stream().mapToLong(Document::ingested).min().orElseThrow();
    long last = documents.stream().mapToLong(Document::ingested).max().orElseThrow();
    List<Long> runs = runs(rule, first, last);
    Reports reports = new Reports();
    List<List<ObjectNode>> answers =
        elastic.ask(runs.stream().map(run -> request(rule, run)).toList());
    for (int i = 0; i < runs.size(); i++) {
      for (ObjectNode row : answers.get(i)) {
        reports.add(session(row), runs.get(i));
      }
    }
    return reports;
  }

  /**
   * When the rule runs so as to look at all that was ingested between the two times; all in ms
   * since the epoch.
   */
  public static List<Long> runs(Rule rule, long first, long last) {
    long interval = (isHourly(rule) ? HOUR : FIVE_MINUTES).toMillis();
    List<Long> runs = new ArrayList<>();
    for (long run = (first / interval + 1) * interval; run <= last + back(rule); run += interval) {
      runs.add(run);
    }
    return runs;
  }

  /** What a run at this time sends to {@code _query}. */
  public static ObjectNode request(Rule rule, long run) {
    return EsqlRequest.of(EsqlText.query(rule), run - back(rule), run);
  }

  private static long back(Rule rule) {
    return Duration.ofMinutes(isHourly(rule) ? 61 : 9).toMillis();
  }

  private static boolean isHourly(Rule rule) {
    return rule.bucket() != null;
  }

  private static String session(ObjectNode row) {
    JsonNode grouped = row.get("azure.signinlogs.properties.session_id");
    return (grouped != null
            ? grouped
            : row.get("Esql.azure_signinlogs_properties_session_id_values"))
        .asText();
  }
}
