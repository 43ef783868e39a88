// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.entrawatch.event.Times;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes down what was planted. */
final class Truth {
  private Truth() {}

  /** One JSON object a line: an incident each. */
  static void write(List<PlannedIncident> incidents, OutputStream out) throws IOException {
    JsonFactory factory = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.setRootValueSeparator(null);
      for (PlannedIncident incident : incidents) {
        write(incident, json);
        json.writeRaw('\n');
      }
    }
  }

  private static void write(PlannedIncident incident, JsonGenerator json) throws IOException {
    List<SampleSignIn> signIns = incident.signIns();
    json.writeStartObject();
    json.writeStringField("kind", incident.kind());
    json.writeBooleanField("attack", incident.attack());
    strings(json, "rules", incident.rules());
    json.writeStringField("user", incident.person().principalName());
    json.writeStringField("identity", incident.person().name());
    json.writeStringField("tenant", incident.tenantId());
    json.writeStringField("session", incident.sessionId());
    strings(json, "sign_in_ids", signIns.stream().map(SampleSignIn::id).toList());
    json.writeStringField("first", Times.iso(signIns.get(0).timestamp()));
    json.writeStringField("last", Times.iso(signIns.get(signIns.size() - 1).timestamp()));
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
