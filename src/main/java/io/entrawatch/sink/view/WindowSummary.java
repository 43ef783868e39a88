// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.sink.view.AlertView.WindowSpan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums up a document's windows, reading by reading. */
final class WindowSummary {
  private WindowSummary() {}

  static List<WindowSpan> of(JsonNode windows) {
    Map<String, WindowSpan> spans = new TreeMap<>();
    for (JsonNode window : windows) {
      Instant start = DocumentText.time(window.path("start"));
      Instant end = DocumentText.time(window.path("end"));
      if (start != null && end != null) {
        String reading = DocumentText.of(window.path("reading"));
        spans.merge(reading, new WindowSpan(reading, 1, start, end), WindowSummary::together);
      }
    }
    return List.copyOf(spans.values());
  }

  private static WindowSpan together(WindowSpan a, WindowSpan b) {
    return new WindowSpan(
        a.reading(),
        a.count() + b.count(),
        a.start().isBefore(b.start()) ? a.start() : b.start(),
        a.end().isAfter(b.end()) ? a.end() : b.end());
  }
}
