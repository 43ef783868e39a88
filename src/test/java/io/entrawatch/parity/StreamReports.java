// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.decode.DecodeDocuments;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A rule as the job runs it, its own operators fed in the order of delivery with the watermark a
 * minute behind.
 */
final class StreamReports {
  private static final long BEHIND = 60_000;

  private StreamReports() {}

  /**
   * Every new alert is a report, at the delivery of the sign-in that brought it about: what the job
   * itself takes, milliseconds, is left out.
   */
  static Reports of(Rule rule, List<Planted> planted) throws Exception {
    List<byte[]> documents =
        planted.stream()
            .flatMap(p -> p.documents().stream())
            .sorted(Comparator.comparing(Document::ingested))
            .map(Document::json)
            .toList();
    Reports reports = new Reports();
    Set<String> known = new HashSet<>();
    try (RuleHarness harness = new RuleHarness(rule)) {
      int seen = 0;
      for (Decoded decoded :
          new DecodeDocuments(
                  documents, DecoderSettings.DEFAULT, new RelevantToRules(BuiltInRules.all()))
              .all()) {
        Event signIn = decoded.signIn();
        harness.arrive(signIn);
        seen = report(harness.alerts(), seen, signIn.ingested(), known, reports);
        harness.watermark(signIn.ingested() - BEHIND - 1);
        seen = report(harness.alerts(), seen, signIn.ingested(), known, reports);
      }
    }
    return reports;
  }

  private static int report(
      List<Alert> alerts, int seen, long time, Set<String> known, Reports reports) {
    for (Alert alert : alerts.subList(seen, alerts.size())) {
      if (known.add(alert.id())) {
        reports.add(session(RuleHarness.json(alert.document())), time);
      }
    }
    return alerts.size();
  }

  private static String session(JsonNode alert) {
    return alert.findValue("session_id").asText();
  }
}
