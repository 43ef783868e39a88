// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a document's timeline, which is in the order of arrival, into the order of sign-ins. */
final class SignInRows {
  private static final Comparator<SignInRow> BY_TIME =
      Comparator.comparing(SignInRow::at, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
          .thenComparing(
              SignInRow::arrived, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

  private SignInRows() {}

  static List<SignInRow> of(JsonNode timeline) {
    List<SignInRow> notes = new ArrayList<>();
    for (JsonNode entry : timeline) {
      // Of the first to arrive all is new, which says nothing.
      notes.add(note(entry, notes.isEmpty() ? "" : fresh(entry.path("new"))));
    }
    notes.sort(BY_TIME);
    return IntStream.range(0, notes.size()).mapToObj(i -> notes.get(i).numbered(i + 1)).toList();
  }

  private static SignInRow note(JsonNode entry, String fresh) {
    JsonNode source = entry.path("source");
    String asn = DocumentText.of(source.path("as").path("number"));
    String ip = DocumentText.of(source.path("ip"));
    return new SignInRow(
        0,
        DocumentText.of(entry.path("id")),
        DocumentText.time(entry.path("@timestamp")),
        DocumentText.time(entry.path("ingested")),
        SignInRow.Leg.of(DocumentText.of(entry.path("leg"))),
        ip.isEmpty() ? DocumentText.of(source.path("address")) : ip,
        DocumentText.of(source.path("as").path("organization").path("name")),
        asn.isEmpty() ? "" : "AS" + asn,
        DocumentText.of(entry.path("user_agent")),
        joined(" on ", entry.path("browser"), entry.path("operating_system")),
        DocumentText.of(entry.path("app")),
        DocumentText.of(entry.path("resource")),
        DocumentText.of(entry.path("outcome")),
        DocumentText.of(entry.path("error_code")),
        fresh,
        entry.path("completed").asBoolean());
  }

  private static String joined(String by, JsonNode... values) {
    return Stream.of(values)
        .map(DocumentText::of)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(by));
  }

  private static String fresh(JsonNode fields) {
    return DocumentText.of(fields).replace('_', ' ').replace("ip", "IP");
  }
}
