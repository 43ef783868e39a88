// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.Alert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Alerts as they stand at the end of a run. */
public final class Incidents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCUMENT =
      """
      {"@timestamp":"2026-01-31T10:05:00.000Z","event":{"severity":73,"risk_score":73},
       "rule":{"id":"device-code-concurrent","name":"Device-code session in concurrent use",
        "description":"Somebody else may hold the tokens.",
        "reference":"https://rules.example/device-code"},
       "threat":{"technique":{"id":["T1528"],"name":["Steal Application Access Token"],
        "reference":["https://attack.mitre.org/techniques/T1528/"]}},
       "user":{"id":"8c9fb58a-1e67-4878-9214-45e782c5b566","name":"alice@contoso.example",
        "full_name":"Alice Doe"},
       "azure":{"tenant_id":"ac8a8bef-4761-463c-be40-93a45d0b1edf",
        "signinlogs":{"properties":{"session_id":"s-1"}}},
       "entrawatch":{"severity":"high","first_seen":"2026-01-31T10:00:00.000Z",
        "last_seen":"2026-01-31T10:04:00.000Z","sign_in_count":3,
        "time_to_detect":{"from_sign_in":60000},
        "clauses":[{"condition":"is_interactive >= 2","sign_in":"id-2",
          "ingested":"2026-01-31T10:05:00.000Z"}],
        "windows":[{"reading":"elastic","start":"2026-01-31T09:57:00.000Z",
          "end":"2026-01-31T10:06:00.000Z"}],
        "timeline":[
         {"id":"id-1","@timestamp":"2026-01-31T10:00:00.000Z",
          "ingested":"2026-01-31T10:04:00.000Z","leg":"interactive",
          "source":{"ip":"203.0.113.7","as":{"number":64500,
           "organization":{"name":"Example Cable"}}},
          "user_agent":"Mozilla/5.0 UA","browser":"Edge 136","operating_system":"Windows",
          "app":"Azure CLI","resource":"Graph","error_code":50199},
         {"id":"id-2","@timestamp":"2026-01-31T10:04:00.000Z",
          "ingested":"2026-01-31T10:05:00.000Z","leg":"non-interactive",
          "source":{"ip":"198.51.100.9"},"user_agent":"curl/8.7.1","error_code":0},
         {"id":"id-3","@timestamp":"2026-01-31T10:04:10.000Z",
          "ingested":"2026-01-31T10:05:00.000Z",
          "source":{"ip":"198.51.100.9"},"user_agent":"curl/8.7.1","error_code":0}]}}
      """;

  private Incidents() {}

  public static Alert alert(String id) {
    return alert(id, document -> {});
  }

  /**
   * @param change what is different in the document
   */
  public static Alert alert(String id, Consumer<ObjectNode> change) {
    try {
      ObjectNode document = (ObjectNode) JSON.readTree(DOCUMENT);
      change.accept(document);
      return new Alert(id, 5, true, "device-code-concurrent", 0, 0, document.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
