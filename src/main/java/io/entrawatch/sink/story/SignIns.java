// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a document's timeline, which is in the order of arrival, into the order of sign-ins. */
final class SignIns {
  private static final Comparator<SignInNote> BY_TIME =
      Comparator.comparing(SignInNote::at, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
          .thenComparing(
              SignInNote::arrived, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

  private SignIns() {}

  static List<SignInNote> of(JsonNode timeline) {
    List<SignInNote> notes = new ArrayList<>();
    for (JsonNode entry : timeline) {
      // Of the first to arrive all is new, which says nothing.
      notes.add(note(entry, notes.isEmpty() ? "" : fresh(entry.path("new"))));
    }
    notes.sort(BY_TIME);
    return IntStream.range(0, notes.size()).mapToObj(i -> notes.get(i).numbered(i + 1)).toList();
  }

  private static SignInNote note(JsonNode entry, String fresh) {
    JsonNode source = entry.path("source");
    String asn = Text.of(source.path("as").path("number"));
    String ip = Text.of(source.path("ip"));
    return new SignInNote(
        0,
        Text.of(entry.path("id")),
        Text.time(entry.path("@timestamp")),
        Text.time(entry.path("ingested")),
        SignInNote.Leg.of(Text.of(entry.path("leg"))),
        ip.isEmpty() ? Text.of(source.path("address")) : ip,
        Text.of(source.path("as").path("organization").path("name")),
        asn.isEmpty() ? "" : "AS" + asn,
        Text.of(entry.path("user_agent")),
        joined(" on ", entry.path("browser"), entry.path("operating_system")),
        Text.of(entry.path("app")),
        Text.of(entry.path("resource")),
        Text.of(entry.path("outcome")),
        Text.of(entry.path("error_code")),
        fresh,
        entry.path("completed").asBoolean());
  }

  private static String joined(String by, JsonNode... values) {
    return Stream.of(values)
        .map(Text::of)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(by));
  }

  private static String fresh(JsonNode fields) {
    return Text.of(fields).replace('_', ' ').replace("ip", "IP");
  }
}
